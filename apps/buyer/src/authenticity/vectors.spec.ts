import { createServer, type Server } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import type { Dialogue, PendingMessage } from './dialogue.js';
import { NotAuthentic, readAnswer } from './read-message.js';
import { commitment, payloadHash, proof, seed, sha256 } from './shared-secrets.js';
import { plainConnection } from '../seller/connection.js';
import { sellerResource } from './seller-resource.js';

/** The vectors of the format, which this Buyer implements for itself. */
const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(`libs/crypto/authenticity/vectors/${name}.json`, 'utf8')) as T;

interface VectorParty {
  readonly id: string;
  readonly signingJwk: JWK;
  readonly privateEncryptionJwk: JWK;
}

const conversation = vectors<{
  readonly conversation: string;
  readonly seed: string;
  readonly credential: string;
  readonly messages: readonly {
    readonly message: string;
    readonly body?: unknown;
    readonly hash: string;
    readonly secrets: { readonly new_secret: string };
  }[];
}>('conversation');
const { buyer } = vectors<{ readonly buyer: VectorParty }>('conversation');

describe('the test vectors of payload authenticity, by the sample Buyer', () => {
  const secrets = vectors<{
    readonly seeds: readonly { credential: string; conversation: string; seed: string }[];
    readonly commitments: readonly {
      secret: string;
      conversation: string;
      sequence: number;
      new_secret_hash: string;
    }[];
    readonly proofs: readonly {
      secret: string;
      conversation: string;
      sequence: number;
      previous_message?: string;
      previous_secret_proof: string;
    }[];
    readonly payloads: readonly { body: unknown; payload_hash: string }[];
  }>('secrets');

  it('of secrets come out', () => {
    for (const one of secrets.seeds) expect(seed(one.credential, one.conversation)).toBe(one.seed);
    for (const one of secrets.commitments)
      expect(commitment(one.secret, one.conversation, one.sequence)).toBe(one.new_secret_hash);
    for (const one of secrets.proofs)
      expect(proof(one.secret, one.conversation, one.sequence, one.previous_message)).toBe(
        one.previous_secret_proof,
      );
    for (const one of secrets.payloads) expect(payloadHash(one.body)).toBe(one.payload_hash);
  });

  it('of a conversation have the hashes and the seed that are told', () => {
    expect(seed(conversation.credential, conversation.conversation)).toBe(conversation.seed);
    for (const { message, hash } of conversation.messages) expect(sha256(message)).toBe(hash);
  });

  it('does not take an answer that is signed by an algorithm or a key that the Seller does not use', async () => {
    const [asked, answered] = conversation.messages;
    const dialogue = {
      conversation: conversation.conversation,
      initiator: buyer.id,
      responder: 'https://seller.example',
      sellerDomain: 'seller.example',
      messages: [],
      secrets: [conversation.seed],
      keys: [],
      intentId: 'x',
    } satisfies Dialogue;
    const pending = {
      message: asked!.message,
      newSecret: asked!.secrets.new_secret,
      replyKey: buyer.privateEncryptionJwk,
      request: '',
      recordedAt: '',
    } satisfies PendingMessage;
    const unknown = {
      issuer: 'https://seller.example',
      domain: 'seller.example',
      key: () => Promise.reject(new Error('no such key')),
      encryptionKey: () => Promise.reject(new Error('none')),
    };
    const answer = { status: 201, body: answered!.body, message: answered!.message };
    await expect(readAnswer(unknown, dialogue, pending, answer)).rejects.toThrow(NotAuthentic);
    const other = { ...unknown, key: () => Promise.resolve(buyer.signingJwk) };
    await expect(readAnswer(other, dialogue, pending, answer)).rejects.toThrow(NotAuthentic);
  });
});

describe('what a Seller says of its quote API (RFC 9728)', () => {
  let server: Server;
  let answer: (origin: string) => object | undefined;
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  beforeEach(async () => {
    server = createServer((_request, response) => {
      const body = answer(origin());
      response
        .writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
        .end(JSON.stringify(body ?? {}));
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  });
  afterEach(() => server.close());
  const path = '/mefApi/sonata/quoteManagement/v8';
  const honest = (at: string) => ({
    resource: `${at}${path}`,
    jwks_uri: `${at}${path}/jwks`,
    meflso_payload_authenticity: { issuer: at, domains: ['localhost'] },
  });

  it('is taken where it speaks for itself, and none where it does not speak so', async () => {
    answer = honest;
    expect(await sellerResource({ seller: origin(), connection: plainConnection })).toMatchObject({
      issuer: origin(),
      domain: 'localhost',
    });
    server.close();
  });

  it('is none where there is no such document', async () => {
    answer = () => undefined;
    expect(await sellerResource({ seller: origin(), connection: plainConnection })).toBeUndefined();
  });

  it.each([
    ['another resource', { resource: 'https://other.example' }],
    ['keys from elsewhere', { jwks_uri: 'https://other.example/jwks' }],
    [
      'another issuer',
      { meflso_payload_authenticity: { issuer: 'https://other.example', domains: ['localhost'] } },
    ],
    ['another domain (R58)', { meflso_payload_authenticity: { issuer: 'x', domains: ['other.example'] } }],
  ])('is refused with %s', async (_what, change) => {
    answer = (at) => ({ ...honest(at), ...change });
    await expect(sellerResource({ seller: origin(), connection: plainConnection })).rejects.toThrow(
      'speaks for somebody else',
    );
  });
});
