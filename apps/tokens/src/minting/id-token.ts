import type { PublicAuthorization, PublicClient } from '#contracts';
import { halfHash, sha256Base64url } from '#crypto';
import { intentClaim } from './intent-claim.js';
import { seconds, tokenExpiry } from './lifetimes.js';
import type { Minted, Seal, Sign } from './minted.js';

/** The id_token of the token endpoint: same `iss` and `sub` as in the front channel (MEF 128 R33; OIDC Core §3.3.3.6). */
export const mintIdToken = async (
  { sign, seal }: { readonly sign: Sign; readonly seal: Seal },
  issuer: string,
  { client, authorization }: { readonly client: PublicClient; readonly authorization: PublicAuthorization },
  {
    intentIds,
    accessToken,
    now,
  }: { readonly intentIds: readonly string[]; readonly accessToken: string; readonly now: Date },
): Promise<Minted> => {
  const alg = client.idTokenSignedResponseAlg;
  const expiresAt = tokenExpiry(now);
  const { sub, nonce, acr, amr, authTime } = authorization;
  const { jwt, kid } = await sign(alg, 'JWT', {
    iss: issuer, // MEF 128 R31
    sub, // R32
    aud: client.clientId, // R35
    exp: seconds(expiresAt), // R36
    iat: seconds(now), // R37
    ...intentClaim(intentIds), // R34
    at_hash: halfHash(alg, accessToken), // CR4
    ...(nonce !== undefined && { nonce }), // R38, R39
    ...(acr !== undefined && { acr }), // R40, D4
    ...(amr !== undefined && { amr }),
    ...(authTime !== undefined && { auth_time: authTime }), // CR2
  });
  // An id_token has no `jti`: it is known by its hash, that of what was signed.
  return { token: await seal(client, jwt), record: { use: 'id', jti: sha256Base64url(jwt), kid, expiresAt } };
};
