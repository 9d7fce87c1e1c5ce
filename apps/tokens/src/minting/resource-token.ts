import type { PublicIntent } from '#contracts';
import { opaqueId, sha256Base64url } from '#crypto';
import { confirmationOf } from '#oauth';
import type { GrantTerms } from '../grant/grant.events.js';
import { seconds, tokenExpiry } from './lifetimes.js';
import type { Minted, Sign } from './minted.js';

/** The resource server that the tokens of this deployment are for. */
export const resourceServerOf = (issuer: string): string => `${issuer}/mefApi/sonata/quoteManagement/v8`;

/** LSO operations of an intent that the scope of the request allows as well. */
export const operationsOf = (intent: PublicIntent, scope: string): readonly string[] =>
  intent.operations.filter((operation) => scope.split(' ').includes(operation));

/**
 * MEF 128 §6.3 step 4: the second token, for one intent at one resource server. Bound to the access token by its hash,
 * and for a single-use intent to the very payload that a person consented to.
 */
export const mintResourceToken = async (
  sign: Sign,
  issuer: string,
  terms: GrantTerms,
  {
    intent,
    operations,
    accessToken,
    now,
  }: {
    readonly intent: PublicIntent;
    readonly operations: readonly string[];
    readonly accessToken: string;
    readonly now: Date;
  },
): Promise<Minted> => {
  const jti = opaqueId();
  const expiresAt = tokenExpiry(now, intent.expiresAt);
  const { jwt, kid } = await sign('ES256', 'meflso-resource+jwt', {
    iss: issuer,
    aud: resourceServerOf(issuer),
    sub: terms.sub ?? terms.clientId,
    client_id: terms.clientId,
    iat: seconds(now),
    exp: seconds(expiresAt),
    jti,
    grant_id: terms.grantId,
    ath: sha256Base64url(accessToken),
    meflso_intent_id: intent.intentId,
    operations,
    ...(intent.usage === 'single' && { payload_hash: intent.payloadHash }),
    ...confirmationOf(terms.sender?.thumbprint),
  });
  return { token: jwt, record: { use: 'resource', jti, kid, expiresAt } };
};
