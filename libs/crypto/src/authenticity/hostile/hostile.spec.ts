import { makeParty, outcomeOf, Talk } from '../authenticity.fixture.js';
import { type Row, type Scene, withClaims } from './attack.js';
import { notAMessage } from './form.rows.js';
import { notTheNext, notThisRequest } from './place.rows.js';
import { notTheSecret } from './secret.rows.js';
import { notItsDomain, notTheSender } from './sender.rows.js';

const rows: readonly Row[] = [
  ...notAMessage,
  ...notTheSender,
  ...notItsDomain,
  ...notTheNext,
  ...notThisRequest,
  ...notTheSecret,
];

describe('what comes in place of the next request', () => {
  let scene: Scene;
  beforeAll(async () => {
    const buyer = await makeParty('client-1', 'buyer.example', 'desk.buyer.example');
    const seller = await makeParty('https://seller.example', 'seller.example');
    const mallory = await makeParty('client-2', 'mallory.example');
    const talk = new Talk(buyer, seller);
    const other = new Talk(buyer, seller, 'conversation-0000000000002');
    const foreign = new Talk(mallory, seller, 'conversation-0000000000003');
    for (const one of [talk, other, foreign]) await one.exchange();
    scene = { talk, other, foreign, mallory };
  });

  it.each(rows)('%s: %s', async (_what, expected, attack) => {
    const { talk } = scene;
    const before = talk.conversationOf('seller');
    const honest = await talk.compose('buyer', { ask: 'honest' });
    const { jws, carrier, hearing } = await attack(honest, scene);
    expect(await outcomeOf(talk.judge('seller', { jws, carrier }, hearing))).toBe(expected);
    expect(talk.conversationOf('seller')).toEqual(before);
    expect(await outcomeOf(talk.judge('seller', honest))).toBe('next'); // and the honest one is still welcome
  });

  it('knows a replay from long ago', async () => {
    const { buyer, seller } = scene.talk;
    const long = new Talk(buyer, seller);
    for (let round = 1; round <= 3; round += 1) await long.exchange(round);
    expect(await outcomeOf(long.judge('seller', long.wire[0]!))).toBe('message-replayed');
    expect(await outcomeOf(long.judge('seller', long.wire[2]!))).toBe('message-replayed');
    expect(await outcomeOf(long.judge('seller', long.wire[4]!))).toBe('repeat');
  });

  it('has a first message only from who holds the credential that opens it, about that intent', async () => {
    const { buyer, seller } = scene.talk;
    const fresh = new Talk(buyer, seller);
    const guess = await fresh.compose(
      'buyer',
      {},
      { previousSecret: scene.talk.secrets[0]!.replace(/^./, '_') },
    );
    expect(await outcomeOf(fresh.judge('seller', guess))).toBe('wrong-secret');
    const elsewhere = await fresh.compose('buyer', {}, { intentId: 'urn:assent:intent:2' });
    expect(await outcomeOf(fresh.judge('seller', elsewhere))).toBe('wrong-intent');
    const reply = await withClaims(await fresh.compose('buyer', {}), buyer, {
      sequence: 3,
      previous_message: 'x'.repeat(43),
      spent_secret: 'x'.repeat(43),
      meflso_intent_id: undefined,
    });
    expect(await outcomeOf(fresh.judge('seller', reply))).toBe('message-out-of-order');
  });

  it('has an answer for this request and with this status alone', async () => {
    const { buyer, seller } = scene.talk;
    const one = new Talk(buyer, seller);
    await one.exchange();
    await one.say('buyer', { ask: 2 });
    const answer = await one.compose('seller', { answer: 2 });
    const { payloadHash } = answer.carrier;
    expect(
      await outcomeOf(
        one.judge('buyer', { jws: answer.jws, carrier: { status: 200, payloadHash: payloadHash! } }),
      ),
    ).toBe('wrong-answer');
    expect(
      await outcomeOf(one.judge('buyer', { jws: one.wire[1]!.jws, carrier: one.wire[1]!.carrier })),
    ).toBe('repeat');
    expect(await outcomeOf(one.judge('buyer', answer))).toBe('next');
  });
});
