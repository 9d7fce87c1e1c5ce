import { authenticity, newDataKey } from '#crypto';
import { denied, malformed, random, type Row, withClaims, withDraft } from './hostile-attack.js';

/** By the client, and of no place here: refused, and written down. */
export const outOfPlace: readonly Row[] = [
  [
    'the first message again',
    denied,
    'message-replayed',
    ({ one, first }) => one.send({ message: first.message, request: one.retrieve }),
  ],
  ['another message in the place of the last', denied, 'message-forked', withClaims({ sequence: 3 })],
  ['a message that skips one exchange', denied, 'message-out-of-order', withClaims({ sequence: 7 })],
  [
    "a message in the Seller's place",
    denied,
    'wrong-turn',
    withClaims({ sequence: 6, method: undefined, target: undefined, status: 200 }),
  ],
  ['a link to another message', denied, 'chain-broken', withClaims({ previous_message: random() })],
  [
    'a message of another conversation',
    denied,
    'foreign-conversation',
    async ({ one, other }) =>
      one.send({ message: (await other.prepare(one.retrieve)).message, request: one.retrieve }),
  ],
  [
    'a message for another operation',
    malformed,
    'wrong-request',
    async ({ one }) =>
      one.send({
        message: (await one.prepare({ ...one.cancel, path: '/declineQuote' })).message,
        request: one.cancel,
      }),
  ],
  ['a message for another method', malformed, 'wrong-request', withClaims({ method: 'POST' })],
  [
    'a message for another quote',
    malformed,
    'wrong-request',
    async ({ one, other }) =>
      one.send({ message: (await one.prepare(other.retrieve)).message, request: one.retrieve }),
  ],
  [
    'a message for another body',
    malformed,
    'wrong-payload',
    async ({ one }) =>
      one.send({
        message: (await one.prepare({ ...one.cancel, body: { quoteId: one.quoteId, reason: 'x' } })).message,
        request: one.cancel,
      }),
  ],
  [
    'the last message again, for another request',
    malformed,
    'wrong-request',
    ({ one, second }) => one.send({ message: second.message, request: one.cancel }),
  ],
  [
    'a message of six minutes ago',
    denied,
    'too-old',
    withDraft(() => ({ now: new Date(Date.now() - 360_000) })),
  ],
  [
    'a message of the future',
    denied,
    'not-yet-valid',
    withDraft(() => ({ now: new Date(Date.now() + 120_000) })),
  ],
];

/** By the client, in its place, and not with the domain or the secrets that are expected: refused, and written down. */
export const unexpected: readonly Row[] = [
  [
    'a domain outside of the Trust Domain (R58)',
    denied,
    'foreign-domain',
    withDraft(() => ({ domain: 'mallory.example' })),
  ],
  [
    'a domain that was not announced',
    denied,
    'foreign-domain',
    withDraft(() => ({ domain: 'desk.buyer.example' })),
  ],
  [
    'an announced domain outside of the Trust Domain (R58)',
    denied,
    'delegation-refused',
    withDraft(() => ({ next: { domain: 'mallory.example', endpoint: '/' } })),
  ],
  ['a guessed secret', denied, 'wrong-secret', withDraft(() => ({ previousSecret: random() }))],
  [
    'a secret that it does not prove',
    denied,
    'unproven-secret',
    withClaims({ previous_secret_proof: random() }),
  ],
  [
    'a secret that it does not commit to',
    denied,
    'uncommitted-secret',
    withClaims({ new_secret_hash: random() }),
  ],
  [
    'a spent secret that was never one',
    denied,
    'wrong-spent-secret',
    withDraft(() => ({ spentSecret: random() })),
  ],
  [
    'secrets that the Seller cannot read',
    denied,
    'secrets-unreadable',
    withDraft(async () => ({
      encryptTo: await authenticity.secretsRecipient(
        (await authenticity.encryptionKeyOf(newDataKey())).publicJwk,
      ),
    })),
  ],
];
