import { policySetting } from '#oauth';
import { defineSettings, parseInteger, parseText, type SettingValues } from '#service';

const seconds = (env: string, doc: string, [least, most]: readonly [number, number], value: number) => ({
  env,
  doc,
  parse: parseInteger(least, most),
  sandbox: value,
  production: value,
});

/** How long things live at the authorization service, how often a sign-in may be tried, and who the Seller is. */
export const authorizationSettings = defineSettings('authorization', {
  codeLifetime: seconds(
    'ASSENT_AUTHORIZATION_CODE_LIFETIME',
    'Seconds that an authorization code is good for, once (FAPI 1.0 Baseline §5.2.2 item 13).',
    [10, 60],
    60,
  ),
  idTokenLifetime: seconds(
    'ASSENT_AUTHORIZATION_ID_TOKEN_LIFETIME',
    'Seconds that an id_token from the front channel is good for.',
    [60, 3600],
    300,
  ),
  interactionLifetime: seconds(
    'ASSENT_AUTHORIZATION_INTERACTION_LIFETIME',
    'Seconds that a person has to sign in and decide.',
    [60, 86_400],
    1800,
  ),
  sessionIdleTimeout: seconds(
    'ASSENT_AUTHORIZATION_SESSION_IDLE_TIMEOUT',
    'Seconds without a visit after which a person signs in again.',
    [60, 86_400],
    900,
  ),
  sessionAbsoluteTimeout: seconds(
    'ASSENT_AUTHORIZATION_SESSION_ABSOLUTE_TIMEOUT',
    'Seconds after which a person signs in again in any case.',
    [300, 604_800],
    28_800,
  ),
  freeAttempts: seconds(
    'ASSENT_AUTHORIZATION_FREE_ATTEMPTS',
    'Failed sign-ins of one account before waiting begins; addresses have ten times as many.',
    [1, 100],
    5,
  ),
  credential: {
    env: 'ASSENT_SELLER_CREDENTIAL',
    doc: "File with the credential of the Seller's Legal Entity, a VC-JWT or SD-JWT VC of its did:web; the directory issues one in the sandbox, unless given.",
    parse: parseText,
    sandbox: '',
    production: '',
  },
  registrationPolicy: policySetting,
});

export type AuthorizationSettings = SettingValues<(typeof authorizationSettings)['specs']>;
