import type { PublicAuthorization, PublicIntent } from '#contracts';
import { latest } from '../minting/lifetimes.js';
import type { GrantTerms } from './grant.events.js';
import { grantIdOf } from './grant-id.js';

/** What a consent allows: for the intents it approved, at the longest until the last of them is over. */
export const consentedTerms = (
  authorization: PublicAuthorization,
  intents: readonly PublicIntent[],
  { scope, expiresAt, sender }: Pick<GrantTerms, 'scope' | 'expiresAt' | 'sender'>,
): GrantTerms => {
  const { authorizationId, clientId, sub, acr, authTime } = authorization;
  return {
    grantId: grantIdOf(authorizationId),
    grantType: 'authorization_code',
    clientId,
    scope,
    intentIds: intents.map(({ intentId }) => intentId),
    expiresAt,
    authorizationId,
    ...(sub !== undefined && { sub }),
    ...(acr !== undefined && { acr }),
    ...(authTime !== undefined && { authTime }),
    ...(sender && { sender }),
  };
};

/** RFC 3339: when the last of some intents is over. */
export const endOf = (intents: readonly PublicIntent[]): string =>
  latest(intents.map(({ expiresAt }) => expiresAt));
