import { commonSettings } from './common-settings.js';
import type { Environment, SettingProblem } from './environment.js';
import type { SettingValues } from './settings.js';
import { signingSettings } from './signing-settings.js';

const { trustAnchors } = commonSettings;
const specs = { trustAnchors, ...signingSettings };

type Signing = SettingValues<typeof specs>;
type Check = readonly [env: string, isWrong: (signing: Signing) => boolean, message: string];

const checks: readonly Check[] = [
  [
    'ASSENT_SIGNING_KEY',
    ({ signingCertificate, signingKey }) => Boolean(signingCertificate) !== Boolean(signingKey),
    'and ASSENT_SIGNING_CERTIFICATE go together',
  ],
  [
    'ASSENT_TRUST_ANCHORS',
    (signing) => signing.signingCertificate !== '' && signing.trustAnchors.length === 0,
    'is needed for ASSENT_SIGNING_CERTIFICATE: nothing is signed by a certificate that nobody vouches for',
  ],
  [
    'ASSENT_TRUST_ANCHORS',
    (signing) => signing.certifiedMessages === 'required' && signing.trustAnchors.length === 0,
    'is needed for ASSENT_CERTIFIED_MESSAGES=required',
  ],
];

/** Settings of certified signing that do not go together; those that do not parse are told of elsewhere. */
export const incompleteSigning = (environment: Environment): readonly SettingProblem[] => {
  if (environment.problems(specs).length > 0) return [];
  const signing = environment.read(specs);
  return checks.filter(([, isWrong]) => isWrong(signing)).map(([env, , message]) => ({ env, message }));
};
