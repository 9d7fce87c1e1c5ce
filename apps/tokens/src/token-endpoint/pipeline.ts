import { Refused } from '#event-sourcing';
import { approvedIntentsAreAuthorized } from './checks/approved-intents-are-authorized.js';
import { authorizationIsGranted } from './checks/authorization-is-granted.js';
import { clientIsAuthenticated } from './checks/client-is-authenticated.js';
import { codeIsGenuine } from './checks/code-is-genuine.js';
import { codeIsOfThisClient } from './checks/code-is-of-this-client.js';
import { codeIsUnused } from './checks/code-is-unused.js';
import { codeVerifierFits } from './checks/code-verifier-fits.js';
import { grantTypeIsRegistered } from './checks/grant-type-is-registered.js';
import { parametersAreOfSaneSize } from './checks/parameters-are-of-sane-size.js';
import { recurringIntentsAreAuthorized } from './checks/recurring-intents-are-authorized.js';
import { redirectUriIsTheSame } from './checks/redirect-uri-is-the-same.js';
import { refreshTokenIsGenuine } from './checks/refresh-token-is-genuine.js';
import { refreshTokenIsOfThisClient } from './checks/refresh-token-is-of-this-client.js';
import { refreshTokenIsTheNewest } from './checks/refresh-token-is-the-newest.js';
import { scopeIsForClients } from './checks/scope-is-for-clients.js';
import { scopeIsNotWider } from './checks/scope-is-not-wider.js';
import { type Check, type Facts, type GrantType, grantTypes, type Tools } from './facts.js';

type Row = readonly [Check, client: boolean, code: boolean, refresh: boolean];

const x = true;
const _ = false;

/** `POST /token`, top to bottom: every row a check, every column a grant type. */
// prettier-ignore
export const pipeline: readonly Row[] = [
  //                             client_credentials
  //                             |  authorization_code
  //                             |  |  refresh_token
  [parametersAreOfSaneSize,      x, x, x],
  [clientIsAuthenticated,        x, x, x],
  [grantTypeIsRegistered,        x, x, x],
  [scopeIsForClients,            x, _, _],
  [codeIsGenuine,                _, x, _],
  [authorizationIsGranted,       _, x, _],
  [codeIsOfThisClient,           _, x, _],
  [redirectUriIsTheSame,         _, x, _],
  [codeVerifierFits,             _, x, _],
  [codeIsUnused,                 _, x, _],
  [approvedIntentsAreAuthorized, _, x, _],
  [refreshTokenIsGenuine,        _, _, x],
  [refreshTokenIsOfThisClient,   _, _, x],
  [refreshTokenIsTheNewest,      _, _, x],
  [scopeIsNotWider,              _, _, x],
  [recurringIntentsAreAuthorized,_, _, x],
];

/** The checks of one grant type, in order. */
export const checksOf = (grantType: GrantType): readonly Check[] => {
  const column = grantTypes.indexOf(grantType) + 1;
  return pipeline.filter((row) => row[column]).map(([check]) => check);
};

/**
 * Runs the checks; what comes back is all that the effect needs. Throws `Refused`, and then nothing was written, but for
 * the end of a grant whose code or refresh token came back.
 */
export const examine = async (form: Facts['form'], now: Date, tools: Tools): Promise<Facts> => {
  const grantType = grantTypeOf(form);
  let known = { form, now, grantType } as Facts;
  for (const check of checksOf(grantType)) known = { ...known, ...(await check(known, tools)) };
  return known;
};

const grantTypeOf = ({ grant_type: asked }: Facts['form']): GrantType => {
  if (!asked) throw new Refused('missing-parameter', { parameter: 'grant_type' });
  const known = grantTypes.find((grantType) => grantType === asked);
  if (!known) throw new Refused('grant-type-unknown'); // RFC 6749 §5.2
  return known;
};
