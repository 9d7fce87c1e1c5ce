import { readFileSync } from 'node:fs';
import type { JWK } from 'jose';
import { DecryptionKeySet } from '../jwk/decryption-keys.js';
import { importDecryptionKey } from '../jwk/encryption-key.js';
import { KeySet } from '../jwk/key-set.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { outcomeOf } from './authenticity.fixture.js';
import { beginConversation, type Conversation } from './conversation.js';
import { verifyEvidence } from './evidence/verify-evidence.js';
import { type Carrier, hearMessage } from './hear-message.js';
import { hashOfMessage } from './message.js';
import { openMessage } from './open-message.js';
import { payloadHashOf } from './payload-hash.js';
import { commitmentOf, proofOf, seedOf } from './secrets.js';

const vectors = <T>(name: string): T =>
  JSON.parse(readFileSync(`libs/crypto/authenticity/vectors/${name}.json`, 'utf8')) as T;

interface VectorParty {
  readonly id: string;
  readonly domains: readonly string[];
  readonly signingJwk: PublicJwk;
  readonly encryptionJwk: PublicJwk;
  readonly privateEncryptionJwk: JWK;
}

interface Vector {
  readonly carrier: Carrier;
  readonly message: string;
}

const {
  now,
  conversation: id,
  intentId,
  credential,
  seed,
  buyer,
  seller,
  messages,
  hostile,
} = vectors<{
  readonly now: string;
  readonly conversation: string;
  readonly intentId: string;
  readonly credential: string;
  readonly seed: string;
  readonly buyer: VectorParty;
  readonly seller: VectorParty;
  readonly messages: readonly (Vector & {
    readonly by: 'buyer' | 'seller';
    readonly body?: unknown;
    readonly hash: string;
    readonly secrets: object;
    readonly conversationAfter: Conversation;
  })[];
  readonly hostile: readonly (Vector & { readonly what: string; readonly expected: string })[];
}>('conversation');

const hear = async ({ message, carrier }: Vector, by: 'buyer' | 'seller', conversation: Conversation) => {
  const [from, to] = by === 'buyer' ? [buyer, seller] : [seller, buyer];
  const set = KeySet.of({ keys: [from.signingJwk] });
  const peer = {
    ...from,
    key: (header: { alg: string; kid?: string }) => set.find(header),
    algorithms: ['EdDSA'],
  };
  const opened = await openMessage(message, peer, to.id);
  const keys = new DecryptionKeySet([await importDecryptionKey(to.privateEncryptionJwk)]);
  const decryptionKey = (header: { readonly kid?: string }) => keys.find(header);
  const { domains } = from;
  return hearMessage(opened, { conversation, carrier, domains, intentId, decryptionKey, now: new Date(now) });
};

describe('the test vectors', () => {
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
      previous_secret_proof: string;
    }[];
    readonly payloads: readonly { body: unknown; payload_hash: string }[];
  }>('secrets');

  it('of secrets come out', () => {
    for (const one of secrets.seeds) expect(seedOf(one.credential, one.conversation)).toBe(one.seed);
    for (const one of secrets.commitments)
      expect(commitmentOf(one.secret, one.conversation, one.sequence)).toBe(one.new_secret_hash);
    for (const one of secrets.proofs) expect(proofOf(one.secret, one)).toBe(one.previous_secret_proof);
    for (const one of secrets.payloads) expect(payloadHashOf(one.body)).toBe(one.payload_hash);
  });

  it('of a conversation are heard one after the other', async () => {
    expect(seedOf(credential, id)).toBe(seed);
    let conversation = beginConversation({ id, initiator: buyer.id, responder: seller.id, seed });
    for (const one of messages) {
      expect(hashOfMessage(one.message)).toBe(one.hash);
      expect(payloadHashOf(one.body)).toBe(one.carrier.payloadHash);
      const heard = await hear(one, one.by, conversation);
      expect(heard).toEqual({ place: 'next', secrets: one.secrets, conversation: one.conversationAfter });
      conversation = one.conversationAfter;
    }
  });

  it.each(hostile.map((one) => [one.what, one.expected, one] as const))(
    'of what comes then: %s: %s',
    async (_what, expected, one) => {
      expect(await outcomeOf(hear(one, 'buyer', messages.at(-1)!.conversationAfter))).toBe(expected);
    },
  );

  it('of evidence are good', async () => {
    const pinned = [buyer.signingJwk, seller.signingJwk];
    expect(await verifyEvidence(vectors('evidence'), { pinned })).toMatchObject({
      good: true,
      pinned: true,
      conversations: [
        {
          verdict: 'good',
          messages: Array.from({ length: 4 }, () => ({ verdict: 'good', secret: 'shown' })),
        },
      ],
      keys: [
        { party: buyer.id, pinned: true },
        { party: seller.id, pinned: true },
      ],
    });
  });
});
