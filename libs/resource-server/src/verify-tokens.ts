import {
  type Claims,
  type FindKey,
  type JwtKind,
  Untrusted,
  type VerifiedToken,
  assertClaims,
  jwtKinds,
  sha256Base64url,
  signatureAlgorithms,
  verifyJwt,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import { assertConfirmed } from '#oauth';
import type { Credentials } from './credentials.js';
import type { Authorization, Protection } from './protected.js';

/** Whose tokens a resource server takes, and as whom. */
export interface TokenPolicy {
  /** Issuer identifier of the authorization server, also the audience of its access tokens. */
  readonly issuer: string;
  /** Identifier of this resource server: the audience of resource tokens. */
  readonly resource: string;
  /** Finds the issuer's public keys. */
  readonly keys: FindKey;
  readonly clock: Clock;
}

/** Seconds that a token is still good after its end, as clocks differ. */
const TOLERANCE = 5;

/** Verifies both tokens and how they belong together. Throws `Refused('invalid-credentials' | 'insufficient-scope' | …)`. */
export const verifyTokens = async (
  policy: TokenPolicy,
  { accessToken, resourceToken, certificate }: Credentials,
  protection: Protection,
): Promise<Authorization> => {
  const token = await verify(policy, accessToken, jwtKinds.accessToken, policy.issuer);
  confirm(token.claims, certificate);
  const access = accessFrom(token);
  if (!access.scope.includes(protection.scope))
    throw new Refused('insufficient-scope', { scope: protection.scope });
  if (!protection.resourceToken) return access;
  if (resourceToken === undefined) throw new Refused('missing-resource-token');
  const { claims } = await verify(policy, resourceToken, jwtKinds.resourceToken, policy.resource);
  confirm(claims, certificate);
  assertBelongs(claims, access, accessToken);
  return { ...access, resource: resourceFrom(claims, protection.scope) };
};

const verify = async (
  { keys: key, issuer, clock }: TokenPolicy,
  jwt: string,
  kind: JwtKind,
  audience: string,
): Promise<VerifiedToken> => {
  try {
    // RFC 9068 §4: typ, signature by an algorithm that is expected, iss, aud, exp.
    const token = await verifyJwt(jwt, { key, algorithms: signatureAlgorithms }, kind);
    assertClaims(token.claims, { now: clock.now(), issuer, audiences: [audience], tolerance: TOLERANCE });
    return token;
  } catch (error) {
    if (error instanceof Untrusted) throw invalid(error.reason);
    throw error;
  }
};

// RFC 8705 §3: both tokens are bound alike, and each is checked, since each was signed by itself.
const confirm = ({ cnf }: Claims, certificate: string | undefined): void => {
  try {
    assertConfirmed(cnf, certificate === undefined ? undefined : { thumbprint: certificate });
  } catch (error) {
    throw error instanceof Refused ? invalid(String(error.detail.cause)) : error;
  }
};

const accessFrom = ({ header, claims }: VerifiedToken): Authorization => {
  const { client_id: clientId, grant_id: grantId, scope, jti, sub, acr, iat } = claims;
  if (!isText(clientId) || !isText(grantId) || !isText(scope)) throw invalid('malformed-claims');
  const intentIds = claims.meflso_intent_id === undefined ? [] : [claims.meflso_intent_id].flat();
  if (!intentIds.every(isText)) throw invalid('malformed-claims');
  return {
    clientId,
    grantId,
    scope: scope.split(' '),
    intentIds,
    jti: jti!,
    ...(header.kid !== undefined && { kid: header.kid }),
    ...(iat !== undefined && { issuedAt: iat }),
    ...(sub !== undefined && { sub }),
    ...(isText(acr) && { acr }),
  };
};

// The resource token is good with the one access token it was issued with, for the same client, grant and person.
const assertBelongs = (claims: Claims, access: Authorization, accessToken: string): void => {
  if (claims.ath !== sha256Base64url(accessToken)) throw invalid('wrong-access-token');
  if (claims.client_id !== access.clientId) throw invalid('wrong-client');
  if (claims.grant_id !== access.grantId) throw invalid('wrong-grant');
  if (claims.sub !== access.sub) throw invalid('wrong-subject');
  if (!access.intentIds.includes(claims.meflso_intent_id as string)) throw invalid('wrong-intent');
};

const resourceFrom = (claims: Claims, operation: string): NonNullable<Authorization['resource']> => {
  const { operations, payload_hash: payloadHash, meflso_intent_id: intentId, jti } = claims;
  if (!Array.isArray(operations) || !operations.every(isText)) throw invalid('malformed-claims');
  if (payloadHash !== undefined && !isText(payloadHash)) throw invalid('malformed-claims');
  if (!operations.includes(operation)) throw new Refused('operation-not-granted', { scope: operation });
  return {
    intentId: intentId as string,
    operations,
    jti: jti!,
    ...(payloadHash !== undefined && { payloadHash }),
  };
};

const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

const invalid = (cause: string): Refused => new Refused('invalid-credentials', { cause });
