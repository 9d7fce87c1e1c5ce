import { newSecret } from '../secrets.js';
import { type Attack, claim, later, type Row, withClaims } from './attack.js';

/** What has another place in the conversation, or in none. */
export const notTheNext: readonly Row[] = [
  ['the last request again', 'repeat', (_honest, { talk }) => talk.wire[0]!],
  [
    'the last request again, for another body',
    'wrong-payload',
    (_honest, { talk }) => ({
      jws: talk.wire[0]!.jws,
      carrier: { ...talk.wire[0]!.carrier, payloadHash: 'x' },
    }),
  ],
  [
    'another message in the place of the last',
    'message-forked',
    claim({ sequence: 1, previous_message: undefined, spent_secret: undefined }),
  ],
  ['a message that skips one exchange', 'message-out-of-order', claim({ sequence: 5 })],
  [
    "a message in the answer's place",
    'wrong-turn',
    async (honest, scene) =>
      withClaims(honest, scene.talk.buyer, {
        sequence: 4,
        method: undefined,
        target: undefined,
        status: 201,
      }),
  ],
  ['a link to another message', 'chain-broken', claim({ previous_message: newSecret() })],
  [
    'a message of another conversation',
    'foreign-conversation',
    async (_honest, { other }) => other.compose('buyer', {}),
  ],
  [
    'a message of another conversation under this name',
    'chain-broken',
    async (_honest, { talk, other }) =>
      withClaims(await other.compose('buyer', {}), talk.buyer, { conversation: talk.id }),
  ],
  [
    "a message of another Buyer's conversation",
    'unknown-kid',
    async (_honest, { foreign }) => foreign.compose('buyer', {}),
  ],
];

/** What vouches for another request, or for one of another time. */
export const notThisRequest: readonly Row[] = [
  [
    'another body',
    'wrong-payload',
    ({ jws, carrier }) => ({ jws, carrier: { ...carrier, payloadHash: newSecret() } }),
  ],
  [
    'no body',
    'wrong-payload',
    ({ jws }) => ({ jws, carrier: { method: 'POST', target: 'https://api.seller.example/quote' } }),
  ],
  [
    'another method',
    'wrong-request',
    ({ jws, carrier }) => ({ jws, carrier: { ...carrier, method: 'PUT' } as Attack['carrier'] }),
  ],
  [
    'another target',
    'wrong-request',
    ({ jws, carrier }) => ({
      jws,
      carrier: { ...carrier, target: 'https://api.seller.example/cancelQuote' } as Attack['carrier'],
    }),
  ],
  [
    'another query',
    'wrong-request',
    ({ jws, carrier }) => ({
      jws,
      carrier: { ...carrier, target: 'https://api.seller.example/quote?buyerId=x' } as Attack['carrier'],
    }),
  ],
  [
    'a message of six minutes ago that was never heard',
    'too-old',
    ({ jws, carrier }) => ({ jws, carrier, hearing: { now: later(360) } }),
  ],
  [
    'a message of the future',
    'not-yet-valid',
    ({ jws, carrier }) => ({ jws, carrier, hearing: { now: later(-60) } }),
  ],
];
