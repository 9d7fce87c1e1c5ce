import { commonSettings } from './common-settings.js';
import type { Environment, SettingProblem } from './environment.js';
import type { SettingValues } from './settings.js';
import { tlsSettings } from './tls-settings.js';

const { trustedProxies } = commonSettings;
const specs = { trustedProxies, ...tlsSettings };

type Tls = SettingValues<typeof specs>;
type Check = readonly [
  env: string,
  isWrong: (tls: Tls, mode: Environment['mode']) => boolean,
  message: string,
];

const checks: readonly Check[] = [
  [
    'ASSENT_TLS_KEY',
    ({ tlsCertificate, tlsKey }) => tlsCertificate.length !== tlsKey.length,
    'and ASSENT_TLS_CERTIFICATE go together',
  ],
  [
    'ASSENT_TLS_CERTIFICATE',
    ({ tlsPort, tlsCertificate }) => tlsPort > 0 && tlsCertificate.length === 0,
    'is needed for ASSENT_TLS_PORT',
  ],
  [
    'ASSENT_CLIENT_CERTIFICATES',
    ({ clientCertificates, trustedProxies: proxies }) =>
      clientCertificates === 'proxy' && proxies.length === 0,
    'proxy needs ASSENT_TRUSTED_PROXIES: nobody else is believed',
  ],
  // The sandbox takes certificates wherever it serves https, and need not be told that it does not.
  [
    'ASSENT_CLIENT_CERTIFICATES',
    ({ clientCertificates, tlsPort }, mode) =>
      mode === 'production' && clientCertificates === 'handshake' && tlsPort === 0,
    'handshake needs ASSENT_TLS_PORT',
  ],
  [
    'ASSENT_MTLS_ORIGIN',
    ({ mtlsOrigin }) => mtlsOrigin !== '' && !isHttpsOrigin(mtlsOrigin),
    'must be an https origin, without a path',
  ],
  [
    'ASSENT_PINNED_CALLERS',
    ({ pinnedCallers, clientCa }) => pinnedCallers.length > 0 && !clientCa,
    'needs ASSENT_CLIENT_CA: a subject counts where an authority vouches for it',
  ],
];

const isHttpsOrigin = (url: string): boolean => url.startsWith('https:') && new URL(url).origin === url;

/** Settings of TLS that do not go together; those that do not parse are told of elsewhere. */
export const incompleteTls = (environment: Environment): readonly SettingProblem[] => {
  if (environment.problems(specs).length > 0) return [];
  const tls = environment.read(specs);
  return checks
    .filter(([, isWrong]) => isWrong(tls, environment.mode))
    .map(([env, , message]) => ({ env, message }));
};
