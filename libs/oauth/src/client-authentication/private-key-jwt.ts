import type { PublicClient } from '#contracts';
import { type Claims, Untrusted, assertClaims, assertKind, jwtKinds, sha256Base64url } from '#crypto';
import type { Claim, Clock } from '#event-sourcing';
import type { ClientKeys } from '../client-keys.js';
import type { OAuthSettings } from '../oauth-settings.js';
import { profileOf } from '../profiles.js';
import type { Attempt, Prove } from './method.js';

/** Seconds two clocks may differ. */
const TOLERANCE = 10;

interface Tools {
  readonly settings: Pick<OAuthSettings, 'issuer'>;
  readonly keys: Pick<ClientKeys, 'verifySignature'>;
  readonly clock: Clock;
}

/** `private_key_jwt` (OIDC Core §9, RFC 7523 §2.2, §3): an assertion signed by a key that the client publishes. */
export const privateKeyJwt =
  ({ settings, keys, clock }: Tools): Prove =>
  async ({ client, assertion, audiences }) => {
    if (!assertion) throw new Untrusted('missing-assertion');
    const { jws, claims } = assertion;
    await keys.verifySignature(client, jws, algorithmsOf(client));
    assertKind(jws.header, claims, jwtKinds.clientAssertion);
    assertAssertion(claims, client, audiencesFor(client, audiences, settings.issuer), clock.now());
    return { claims: [claimOf(claims, client)], kid: jws.header.kid! };
  };

// FAPI 2.0 §5.3.2.1: the issuer and nothing else, so that no other server's assertion is of use here.
const audiencesFor = (client: PublicClient, audiences: Attempt['audiences'], issuer: string) =>
  profileOf(client).assertionAudience === 'issuer' ? [issuer] : audiences;

const assertAssertion = (
  payload: Claims,
  client: PublicClient,
  audiences: readonly string[],
  now: Date,
): void => {
  const { clientId } = client;
  // RFC 7523 §3: iss (1) and sub (2) are the client, aud (3) is us, exp (4) is required, nbf and iat (5, 6) make sense.
  if (payload.iss !== clientId || payload.sub !== clientId) throw new Untrusted('wrong-issuer');
  // All of an array must be us: an audience of someone else's choosing would let an assertion be replayed there or here.
  if (![payload.aud].flat().every((one) => audiences.includes(one!))) throw new Untrusted('wrong-audience');
  const maxSecondsToExpiry = profileOf(client).assertionMaxLifetime;
  assertClaims(payload, {
    now,
    audiences,
    tolerance: TOLERANCE,
    maxSecondsToExpiry,
    maxAge: maxSecondsToExpiry,
  });
  if (payload.jti!.length > 255) throw new Untrusted('malformed-claims');
};

const algorithmsOf = (client: PublicClient): readonly string[] => {
  const { signingAlgorithms } = profileOf(client);
  const registered = client.tokenEndpointAuthSigningAlg;
  return registered === undefined ? signingAlgorithms : signingAlgorithms.filter((alg) => alg === registered);
};

// RFC 7523 §3 (7): the jti is unique for its client, and is kept for as long as the assertion could be sent again.
const claimOf = (payload: Claims, { clientId }: PublicClient): Claim => ({
  scope: 'client-assertion',
  key: sha256Base64url(JSON.stringify([clientId, payload.jti])),
  expiresAt: new Date((payload.exp! + TOLERANCE) * 1000).toISOString(),
});
