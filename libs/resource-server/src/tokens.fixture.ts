import type { PublicClient, PublicGrant, PublicIntent } from '#contracts';
import {
  type SigningKey,
  KeySet,
  generateSigningKey,
  importSigningKey,
  sha256Base64url,
  signJwt,
} from '#crypto';
import { Refused } from '#event-sourcing';
import type { Replicas } from '#replicas';

export const issuer = 'https://seller.example';
export const resource = `${issuer}/mefApi/sonata/quoteManagement/v8`;
export const now = new Date('2026-01-01T00:00:00Z');
export const clock = { now: () => now };
const seconds = now.getTime() / 1000;
const intentId = 'urn:assent:intent:one';

type Change = Readonly<Record<string, unknown>>;

/** An authorization server, as far as a resource server sees it. */
export const makeIssuer = async () => {
  const pair = await generateSigningKey('ES256');
  const key = await importSigningKey(pair.privateJwk, 'ES256');
  const jwks = { keys: [pair.publicJwk] };
  const set = KeySet.of(jwks);
  const access = (change: Change = {}, typ = 'at+jwt', by: SigningKey = key) =>
    signJwt(by, typ, { ...accessClaims, ...change });
  const resourceToken = (accessToken: string, change: Change = {}, typ = 'meflso-resource+jwt') =>
    signJwt(key, typ, { ...resourceClaims, ath: sha256Base64url(accessToken), ...change });
  return { jwks, access, resourceToken, keys: (header: { alg: string; kid?: string }) => set.find(header) };
};

const common = {
  iss: issuer,
  sub: 'person',
  client_id: 'buyer',
  grant_id: 'grant',
  iat: seconds,
  exp: seconds + 300,
};
const accessClaims = {
  ...common,
  aud: issuer,
  jti: 'access',
  scope: 'openid createQuote',
  acr: 'urn:mef:lso:security:oidc:acr:sca',
  meflso_intent_id: intentId,
};
const resourceClaims = {
  ...common,
  aud: resource,
  jti: 'resource',
  meflso_intent_id: intentId,
  operations: ['createQuote'],
  payload_hash: 'hash',
};

/** What the replicas know; change it to see the guard notice. */
export interface Known {
  client?: Partial<PublicClient>;
  grant?: Partial<PublicGrant>;
  intent?: Partial<PublicIntent>;
  /** What a second look at the owner finds instead. */
  owner?: Omit<Known, 'owner'>;
  unavailable?: boolean;
}

export const allGood = (): Known => ({
  client: { clientId: 'buyer', status: 'active' },
  grant: { clientId: 'buyer', status: 'active', expiresAt: '2026-01-02T00:00:00.000Z' },
  intent: { clientId: 'buyer', status: 'authorized', expiresAt: '2026-01-02T00:00:00.000Z' },
});

/** Replicas that hold what they are told, and read through as real ones do when what they hold does not satisfy. */
export const replicasOf = (known: () => Known): Pick<Replicas, 'get'> => ({
  get: (kind, _id, { satisfying } = {}) => {
    const now = known();
    if (now.unavailable) return Promise.reject(new Refused('neighbour-unavailable'));
    const look = (from: Known) => from[kind as 'client'] as never;
    const found = look(now);
    const view =
      found !== undefined && satisfying?.(found) === false ? look({ ...now, ...now.owner }) : found;
    return Promise.resolve(view === undefined ? undefined : { version: 1, view });
  },
});
