import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { compactVerify, decodeJwt, SignJWT } from 'jose';
import type { PublicClient, PublicIntent } from '#contracts';
import { Refused } from '#event-sourcing';
import type { Recipient } from '#crypto';
import { ClientKeys, type DecryptionKeys, type VerifiedJwt } from '#oauth';
import { type Replica, Replicas } from '#replicas';
import type { Endpoint, Received } from './attempt.js';
import { decryption } from './encryption.fixture.js';
import { AuthorizePipeline } from './pipeline.js';

export const ISSUER = 'https://seller.example';
export const NOW = new Date('2026-01-01T00:00:00.000Z');
export const SECONDS = NOW.getTime() / 1000;
export const INTENT = 'urn:assent:intent:mine';
export const REDIRECT = 'https://buyer.example/cb';

export const client: PublicClient = {
  clientId: 'client-1',
  status: 'active',
  profile: 'mef-128',
  clientName: 'Procurement Desk',
  organisation: { id: 'buyer', name: 'Buyer Co.', lei: '529900T8BM49AURSDO55' },
  software: { id: 'software-1', name: 'Procurement Desk' },
  roles: ['BUYER'],
  scope: 'openid intents createQuote retrieveQuote',
  redirectUris: [REDIRECT],
  jwksUri: 'https://buyer.example/jwks',
  grantTypes: ['authorization_code'],
  responseTypes: ['code id_token', 'code id_token token', 'code'],
  idTokenSignedResponseAlg: 'PS256',
};

const intent = (intentId: string, overrides: Partial<PublicIntent> = {}): PublicIntent => ({
  intentId,
  status: 'pending',
  clientId: client.clientId,
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: '2026-01-02T00:00:00.000Z',
  payloadHash: 'hash',
  createdAt: NOW.toISOString(),
  changedAt: NOW.toISOString(),
  ...overrides,
});

const known: Readonly<Record<string, object>> = {
  'client|client-1': client,
  'client|narrow': {
    ...client,
    clientId: 'narrow',
    responseTypes: ['code id_token'],
    requestObjectSigningAlg: 'ES256',
  },
  'client|sealed': {
    ...client,
    clientId: 'sealed',
    requestObjectEncryptionAlg: 'RSA-OAEP-256',
    requestObjectEncryptionEnc: 'A256GCM',
  },
  'client|keyless': { ...client, clientId: 'keyless', idTokenEncryptedResponseAlg: 'ECDH-ES' },
  'client|deleted': { ...client, clientId: 'deleted', status: 'deleted' },
  [`intent|${INTENT}`]: intent(INTENT),
  'intent|second': intent('second'),
  'intent|sealed': intent('sealed', { clientId: 'sealed' }),
  'intent|theirs': intent('theirs', { clientId: 'client-2' }),
  'intent|done': intent('done', { status: 'consumed' }),
  'intent|late': intent('late', { expiresAt: NOW.toISOString() }),
};

/** Neighbours played by a table. */
class KnownReplicas extends Replicas {
  override async get<View>(kind: string, id: string): Promise<Replica<View> | undefined> {
    const view = known[`${kind}|${id}`];
    return view && { version: 1, view: view as View };
  }
}

export const keys: Readonly<Record<string, { publicKey: KeyObject; privateKey: KeyObject }>> = {
  PS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
};

/** Real signatures by keys that are at hand. */
class KnownKeys extends ClientKeys {
  constructor() {
    super(undefined as never);
  }

  override async verify(
    _client: PublicClient,
    jwt: string,
    algorithms: readonly string[],
  ): Promise<VerifiedJwt> {
    const key = ({ alg }: { alg?: string }) => keys[alg ?? '']!.publicKey;
    const verified = await compactVerify(jwt, key, { algorithms: [...algorithms] }).catch(() => {
      throw new Refused('invalid-signature');
    });
    return { header: verified.protectedHeader, payload: decodeJwt(jwt) };
  }

  override async recipient({ idTokenEncryptedResponseAlg }: PublicClient): Promise<Recipient | undefined> {
    if (idTokenEncryptedResponseAlg !== undefined) throw new Refused('no-encryption-key');
    return undefined;
  }
}

export const pipeline = new AuthorizePipeline(
  new KnownReplicas(),
  new KnownKeys(),
  decryption as unknown as DecryptionKeys,
);

/** A request object that passes. */
export const good = {
  iss: client.clientId,
  aud: ISSUER,
  client_id: client.clientId,
  nbf: SECONDS,
  exp: SECONDS + 300,
  response_type: 'code id_token',
  redirect_uri: REDIRECT,
  scope: 'openid createQuote',
  state: 'state-1',
  nonce: 'nonce-1',
  claims: { id_token: { meflso_intent_id: { value: INTENT, essential: true } } },
} as const;

type Changes = Readonly<Record<string, unknown>>;

/** Signs a request object; members that are undefined are left out. */
export const signed = (changes: Changes = {}, header: Changes = {}): Promise<string> => {
  const alg = typeof header['alg'] === 'string' ? header['alg'] : 'PS256';
  const payload = JSON.parse(JSON.stringify({ ...good, ...changes })) as Record<string, unknown>;
  return new SignJWT(payload)
    .setProtectedHeader({ kid: 'key-1', ...header, alg })
    .sign(keys[alg]!.privateKey);
};

/** A request as it comes over the wire; parameters that are undefined are left out. */
export const wire = async (outer: Changes = {}, endpoint: Endpoint = 'GET /authorize'): Promise<Received> => {
  const all = {
    client_id: client.clientId,
    response_type: 'code id_token',
    scope: 'openid createQuote',
    redirect_uri: REDIRECT,
    request: await signed(),
    ...outer,
  };
  const entries = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    endpoint,
    parameters: Object.fromEntries(entries),
    repeated: [],
    strayQuery: false,
    at: NOW,
    issuer: ISSUER,
  };
};

/** The error of a whole run, with whether it may be sent back by redirect. */
export const refusalOf = async (
  request: Received,
): Promise<readonly [where: 'page' | 'redirect', error: string]> => {
  const error = (thrown: unknown) =>
    thrown instanceof Error && 'error' in thrown ? String(thrown.error) : String(thrown);
  try {
    const addressed = await pipeline.address(request);
    try {
      await pipeline.complete(addressed);
    } catch (thrown) {
      return ['redirect', error(thrown)];
    }
  } catch (thrown) {
    return ['page', error(thrown)];
  }
  return ['redirect', 'none'];
};
