import { type Party, recorded, type Talk } from '../authenticity.fixture.js';
import { withClaims } from '../hostile/attack.js';
import { newSecret } from '../secrets.js';
import type { Evidence, EvidenceKey, RecordedMessage } from './evidence.js';

/** Three exchanges, and what a forger takes parts from. */
export interface Scene {
  readonly talk: Talk;
  readonly other: Talk;
  readonly mallory: Party;
}

type Tampering = (honest: Evidence, scene: Scene) => Evidence | Promise<Evidence>;

export const withMessages = (
  evidence: Evidence,
  change: (messages: readonly RecordedMessage[]) => readonly RecordedMessage[],
): Evidence => {
  const [one] = evidence.conversations;
  return { ...evidence, conversations: [{ ...one!, messages: change(one!.messages) }] };
};

const withKeys = (evidence: Evidence, change: (key: EvidenceKey) => EvidenceKey): Evidence => ({
  ...evidence,
  keys: evidence.keys.map(change),
});

/** Signed anew by the Buyer: what a dishonest party may put in the place of what it said. */
const resaid = async (evidence: Evidence, { talk }: Scene, at: number, change: object): Promise<Evidence> => {
  const { jws } = await withClaims(talk.wire[at]!, talk.buyer, { ...change });
  return withMessages(evidence, (all) => all.with(at, { ...all[at]!, message: jws }));
};

const bit = (jws: string): string => jws.slice(0, -2) + (jws.at(-2) === 'A' ? 'B' : 'A') + jws.at(-1);

/** What is done to six good messages, and what is said of each then. */
export const tamperings: readonly (readonly [
  what: string,
  verdicts: readonly string[],
  tampering: Tampering,
])[] = [
  ['nothing', ['good', 'good', 'good', 'good', 'good', 'good'], (evidence) => evidence],
  [
    'the third is edited',
    ['good', 'good', 'invalid-signature', 'message-out-of-order', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.with(2, { ...all[2]!, message: bit(all[2]!.message) })),
  ],
  [
    'the third is left out',
    ['good', 'good', 'message-out-of-order', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.toSpliced(2, 1)),
  ],
  [
    'an exchange is left out',
    ['good', 'good', 'message-out-of-order', 'good'],
    (evidence) => withMessages(evidence, (all) => all.toSpliced(2, 2)),
  ],
  [
    'the first is left out',
    ['message-out-of-order', 'good', 'good', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.slice(1)),
  ],
  [
    'two have changed places',
    ['good', 'good', 'message-out-of-order', 'message-forked', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.with(2, all[3]!).with(3, all[2]!)),
  ],
  [
    'one is there twice',
    ['good', 'good', 'good', 'message-replayed', 'good', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.toSpliced(3, 0, all[2]!)),
  ],
  [
    'one of another conversation is put in',
    ['good', 'good', 'foreign-conversation', 'good', 'good', 'good', 'good'],
    (evidence, { other }) => withMessages(evidence, (all) => all.toSpliced(2, 0, recorded(other.wire[2]!))),
  ],
  [
    'something is put in',
    ['good', 'not-a-compact-jws', 'good', 'good', 'good', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.toSpliced(1, 0, { ...all[1]!, message: 'something' })),
  ],
  [
    'the third was signed by somebody else',
    ['good', 'good', 'unknown-kid', 'message-out-of-order', 'good', 'good'],
    async (evidence, { talk, mallory }) => {
      const { jws } = await withClaims(talk.wire[2]!, mallory, {});
      return withMessages(evidence, (all) => all.with(2, { ...all[2]!, message: jws }));
    },
  ],
  [
    'the Buyer says that it asked something else',
    ['good', 'good', 'wrong-payload', 'chain-broken', 'good', 'good'],
    (evidence, scene) => resaid(evidence, scene, 2, { payload_hash: newSecret() }),
  ],
  [
    'the Buyer says that it had another secret',
    ['good', 'good', 'unproven-secret', 'chain-broken', 'good', 'good'],
    (evidence, scene) => resaid(evidence, scene, 2, { previous_secret_proof: newSecret() }),
  ],
  [
    'the Buyer says that another secret was spent',
    ['good', 'unproven-secret', 'good', 'chain-broken', 'good', 'good'],
    (evidence, scene) => resaid(evidence, scene, 2, { spent_secret: newSecret() }),
  ],
  [
    'the Buyer says that it spoke from elsewhere',
    ['good', 'good', 'foreign-domain', 'chain-broken', 'foreign-domain', 'good'],
    (evidence, scene) => resaid(evidence, scene, 2, { domain: 'elsewhere.example' }),
  ],
  [
    'the Buyer says that it was an hour ago',
    ['good', 'good', 'time-runs-backwards', 'chain-broken', 'good', 'good'],
    (evidence, scene) => resaid(evidence, scene, 2, { iat: 1_795_690_000 }),
  ],
  [
    'the Buyer says that it was about another intent',
    ['wrong-intent', 'chain-broken', 'good', 'good', 'good', 'good'],
    (evidence, scene) => resaid(evidence, scene, 0, { meflso_intent_id: 'urn:other' }),
  ],
  [
    'a body is another one',
    ['good', 'wrong-payload', 'good', 'good', 'good', 'good'],
    (evidence) => withMessages(evidence, (all) => all.with(1, { ...all[1]!, payload: { answer: 7 } })),
  ],
  [
    'the disclosed secret is another one',
    ['good', 'good', 'good', 'good', 'good', 'unproven-secret'],
    (evidence) => ({
      ...evidence,
      conversations: [{ ...evidence.conversations[0]!, disclosed: { 5: newSecret() } }],
    }),
  ],
  [
    "the Buyer's key is another one",
    ['wrong-thumbprint', 'good', 'wrong-thumbprint', 'good', 'wrong-thumbprint', 'good'].map((one, at) =>
      at % 2 === 1 ? 'message-out-of-order' : one,
    ),
    (evidence, { talk, mallory }) =>
      withKeys(evidence, (key) => (key.party === talk.buyer.id ? { ...key, jwk: mallory.publicJwk } : key)),
  ],
  [
    "the Buyer's key is another one, with its thumbprint",
    [
      'invalid-signature',
      'message-out-of-order',
      'invalid-signature',
      'message-out-of-order',
      'invalid-signature',
      'message-out-of-order',
    ],
    (evidence, { talk, mallory }) =>
      withKeys(evidence, (key) =>
        key.party === talk.buyer.id
          ? { ...key, jwk: mallory.publicJwk, thumbprint: mallory.publicJwk.kid! }
          : key,
      ),
  ],
  [
    "the Buyer's key is there twice",
    [
      'duplicate-kid',
      'message-out-of-order',
      'duplicate-kid',
      'message-out-of-order',
      'duplicate-kid',
      'message-out-of-order',
    ],
    (evidence) => ({ ...evidence, keys: [...evidence.keys, evidence.keys[0]!] }),
  ],
  [
    'the keys are told to be of each other',
    ['unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid'],
    (evidence, { talk }) =>
      withKeys(evidence, (key) => ({
        ...key,
        party: key.party === talk.buyer.id ? talk.seller.id : talk.buyer.id,
      })),
  ],
  [
    'the sides are told the other way round',
    ['unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid', 'unknown-kid'],
    (evidence, { talk }) => ({
      ...evidence,
      conversations: [{ ...evidence.conversations[0]!, initiator: talk.seller.id, responder: talk.buyer.id }],
    }),
  ],
];
