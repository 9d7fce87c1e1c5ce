import fc from 'fast-check';
import { toBase64url } from '../base64url.js';
import { makeParty, outcomeOf, type Party, recorded, type Sent, Talk } from './authenticity.fixture.js';
import type { Conversation } from './conversation.js';
import { verifyEvidence } from './evidence/verify-evidence.js';

/** Where and how a message is damaged: a bit of any of its three parts. */
const damage = fc.record({ part: fc.nat(2), at: fc.nat(), bit: fc.nat(7) });

const damaged = (jws: string, { part, at, bit }: { part: number; at: number; bit: number }): string => {
  const parts = jws.split('.').map((one) => Buffer.from(one, 'base64url'));
  const bytes = parts[part]!;
  bytes[at % bytes.length]! ^= 1 << bit;
  return parts.map((one) => toBase64url(one)).join('.');
};

const kindOf = (outcome: string): string => (['next', 'repeat'].includes(outcome) ? outcome : 'refused');

describe('whatever is done to a conversation', () => {
  let buyer: Party;
  let seller: Party;
  let wire: readonly Sent[];
  let talk: Talk;
  let states: readonly Conversation[];

  beforeAll(async () => {
    buyer = await makeParty('client-1', 'buyer.example');
    seller = await makeParty('https://seller.example', 'seller.example');
    talk = new Talk(buyer, seller);
    const after = [talk.conversationOf('seller')];
    for (let round = 1; round <= 3; round += 1) {
      await talk.say('buyer', { ask: round });
      after.push(talk.conversationOf('seller'));
      await talk.say('seller', { answer: round });
      after.push(talk.conversationOf('seller'));
    }
    wire = talk.wire;
    states = after;
  });

  it('only the next message is heard, in whatever order, how often and by whom messages come', async () => {
    const arrivals = fc.array(fc.nat(5), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(arrivals, async (order) => {
        let heard = 0; // how many messages of the honest order the receiver has had
        for (const index of order) {
          const to = index % 2 === 0 ? 'seller' : 'buyer';
          const outcome = await outcomeOf(talk.judge(to, wire[index]!, { conversation: states[heard]! }));
          expect(kindOf(outcome)).toBe(
            index === heard ? 'next' : [heard - 1, heard - 2].includes(index) ? 'repeat' : 'refused',
          );
          if (outcome === 'next') heard += 1;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a message with one bit turned is refused, everywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(5), damage, async (index, where) => {
        const { jws, carrier } = wire[index]!;
        const to = index % 2 === 0 ? 'seller' : 'buyer';
        const sent = { jws: damaged(jws, where), carrier };
        expect(['next', 'repeat']).not.toContain(
          await outcomeOf(talk.judge(to, sent, { conversation: states[index]! })),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('evidence in any other order than the true one, or with any message twice, left out or damaged, is not good', async () => {
    const honest = wire.map(recorded);
    expect((await verifyEvidence(talk.evidence(honest))).good).toBe(true);
    const tellings = fc.oneof(
      fc.shuffledSubarray(honest, { minLength: 1 }),
      fc.tuple(fc.nat(5), fc.nat(6)).map(([one, at]) => honest.toSpliced(at, 0, honest[one]!)),
      fc
        .tuple(fc.nat(5), damage)
        .map(([one, where]) =>
          honest.with(one, { ...honest[one]!, message: damaged(honest[one]!.message, where) }),
        ),
      fc.nat(5).map((one) => honest.with(one, { ...honest[one]!, payload: { changed: true } })),
    );
    await fc.assert(
      fc.asyncProperty(tellings, async (telling) => {
        const { good } = await verifyEvidence(talk.evidence(telling));
        // Who leaves out the end tells the truth as far as it goes: that is found by comparison (`missingFrom`).
        const beginning = telling.every((one, index) => one === honest[index]);
        expect(good).toBe(beginning);
      }),
      { numRuns: 60 },
    );
  });
});
