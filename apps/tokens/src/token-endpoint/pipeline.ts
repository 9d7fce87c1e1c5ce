import { Refused } from '#event-sourcing';
import { approvedIntentsAreAuthorized } from './checks/approved-intents-are-authorized.js';
import { authorizationIsGranted } from './checks/authorization-is-granted.js';
import { clientIsAuthenticated } from './checks/client-is-authenticated.js';
import { codeIsGenuine } from './checks/code-is-genuine.js';
import { codeIsOfThisClient } from './checks/code-is-of-this-client.js';
import { codeIsOfThisStanding } from './checks/code-is-of-this-standing.js';
import { codeIsUnused } from './checks/code-is-unused.js';
import { codeVerifierFits } from './checks/code-verifier-fits.js';
import { grantTypeIsRegistered } from './checks/grant-type-is-registered.js';
import { parametersAreOfSaneSize } from './checks/parameters-are-of-sane-size.js';
import { recurringIntentsAreAuthorized } from './checks/recurring-intents-are-authorized.js';
import { redirectUriIsTheSame } from './checks/redirect-uri-is-the-same.js';
import { refreshTokenIsGenuine } from './checks/refresh-token-is-genuine.js';
import { refreshTokenIsOfThisClient } from './checks/refresh-token-is-of-this-client.js';
import { refreshTokenIsTheNewest } from './checks/refresh-token-is-the-newest.js';
import { refreshTokenIsOfThisSender } from './checks/refresh-token-is-of-this-sender.js';
import { scopeIsForClients } from './checks/scope-is-for-clients.js';
import { scopeIsNotWider } from './checks/scope-is-not-wider.js';
import { senderIsConstrained } from './checks/sender-is-constrained.js';
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
  [senderIsConstrained,          x, x, x],
  [grantTypeIsRegistered,        x, x, x],
  [scopeIsForClients,            x, _, _],
  [codeIsGenuine,                _, x, _],
  [authorizationIsGranted,       _, x, _],
  [codeIsOfThisClient,           _, x, _],
  [codeIsOfThisStanding,         _, x, _],
  [redirectUriIsTheSame,         _, x, _],
  [codeVerifierFits,             _, x, _],
  [codeIsUnused,                 _, x, _],
  [approvedIntentsAreAuthorized, _, x, _],
  [refreshTokenIsGenuine,        _, _, x],
  [refreshTokenIsOfThisClient,   _, _, x],
  [refreshTokenIsOfThisSender,   _, _, x],
  [refreshTokenIsTheNewest,      _, _, x],
  [scopeIsNotWider,              _, _, x],
  [recurringIntentsAreAuthorized,_, _, x],
];

/** The checks of one grant type, in order. */
export const checksOf = (grantType: GrantType): readonly Check[] => columns[grantTypes.indexOf(grantType)]!;

const columns = grantTypes.map((_grantType, index) =>
  pipeline.filter((row) => row[index + 1]).map(([check]) => check),
);

/** A token request as it arrived. */
export type Arrived = Pick<Facts, 'form' | 'now' | 'certificate'>;

/**
 * Runs the checks; what comes back is all that the effect needs. Throws `Refused`, and then nothing was written, but for
 * the end of a grant whose code or refresh token came back.
 */
export const examine = async (arrived: Arrived, tools: Tools): Promise<Facts> => {
  const grantType = grantTypeOf(arrived);
  const known = { ...arrived, grantType } as Facts;
  for (const check of checksOf(grantType)) {
    const found = check(known, tools);
    Object.assign(known, found instanceof Promise ? await found : found);
  }
  return known;
};

const grantTypeOf = ({ form: { grant_type: asked } }: Arrived): GrantType => {
  if (!asked) throw new Refused('missing-parameter', { parameter: 'grant_type' });
  const known = grantTypes.find((grantType) => grantType === asked);
  if (!known) throw new Refused('grant-type-unknown'); // RFC 6749 §5.2
  return known;
};
