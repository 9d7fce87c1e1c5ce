import { opaqueId } from '#crypto';
import { confirmationOf } from '#oauth';
import type { GrantTerms } from '../grant/grant.events.js';
import { intentClaim } from './intent-claim.js';
import { seconds, tokenExpiry } from './lifetimes.js';
import type { Minted, Sign } from './minted.js';

/** RFC 9068: a JWT that any resource server can check by itself; five minutes, and never longer than its grant. */
export const mintAccessToken = async (
  sign: Sign,
  issuer: string,
  terms: GrantTerms,
  { scope, now }: { readonly scope: string; readonly now: Date },
): Promise<Minted> => {
  const jti = opaqueId();
  const expiresAt = tokenExpiry(now, terms.expiresAt);
  const { jwt, kid } = await sign('ES256', 'at+jwt', {
    iss: issuer,
    aud: issuer,
    sub: terms.sub ?? terms.clientId, // RFC 9068 §2.2: the client itself, where no person takes part
    client_id: terms.clientId,
    iat: seconds(now),
    exp: seconds(expiresAt),
    jti,
    scope,
    grant_id: terms.grantId,
    ...intentClaim(terms.intentIds),
    ...(terms.acr !== undefined && { acr: terms.acr }),
    ...(terms.authTime !== undefined && { auth_time: terms.authTime }),
    ...confirmationOf(terms.sender?.thumbprint),
  });
  return { token: jwt, record: { use: 'access', jti, kid, expiresAt } };
};
