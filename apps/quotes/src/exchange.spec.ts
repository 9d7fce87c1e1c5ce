import type { authenticity } from '#crypto';
import { specificationOf } from '#testing';
import type { Exchange, MessageEvent } from './exchange.js';
import { advance, at, cancel, consumed, context, create, created, inProgress } from './quote.fixture.js';
import { quotes } from './quote.aggregate.js';
import { RecordExchange } from './record-exchange.js';
import { RefuseMessage } from './refuse-message.js';

const given = specificationOf(quotes);

const message = (sequence: number) => ({
  conversation: 'c-1',
  sequence,
  message: `jws-${sequence}`,
  messageHash: `hash-${sequence}`,
  kid: 'k',
  jwk: { kty: 'EC' },
  after: {
    id: 'c-1',
    initiator: 'buyer-1',
    responder: 'https://seller.example',
    sequence,
    head: `hash-${sequence}`,
    ...(sequence > 1 && { beforeHead: `hash-${sequence - 1}` }),
    secretHash: `secret-${sequence}`,
  } satisfies authenticity.Conversation,
});

/** The exchange that begins with the message of a number. */
const exchange = (sequence: number): Exchange => ({
  accepted: message(sequence),
  sent: { ...message(sequence + 1), status: 200, body: { id: 'q-1' } },
});
const events = (sequence: number, time: string): MessageEvent[] => [
  { type: 'MessageAccepted', at: at(time), ...exchange(sequence).accepted },
  { type: 'MessageSent', at: at(time), ...exchange(sequence).sent },
];
const record = (sequence: number, time = '09:00:10') =>
  new RecordExchange(context(time), 'q-1', exchange(sequence));
const begun = [created, consumed, ...events(1, '09:00:00')] as const;
const refuse = (messageHash: string) =>
  new RefuseMessage(context('09:01:00'), 'q-1', {
    conversation: 'c-1',
    sequence: 3,
    messageHash,
    reason: 'chain-broken',
  });

describe('a quote whose requests are messages of a conversation', () => {
  it('has both messages in the append of what was asked for', () => {
    given()
      .when(create({ exchange: exchange(1) }))
      .yields(...begun);
    given(...begun, inProgress)
      .when(cancel('09:00:10'))
      .isRefused('message-missing');
    given(...begun)
      .when(record(3))
      .yields(...events(3, '09:00:10'));
  });

  it('has each place in it once: what was judged before another message came is of no use any more', () => {
    given(...begun)
      .when(record(1))
      .isRefused('message-not-next');
    given(...begun)
      .when(record(5))
      .isRefused('message-not-next');
    given(...begun, ...events(3, '09:00:10'))
      .when(record(3))
      .isRefused('message-not-next');
    given(created, consumed).when(record(3)).isRefused('message-not-next');
  });

  it('moves on by itself as it ever did', () => {
    given(...begun)
      .when(advance('09:00:05'))
      .yields(inProgress);
  });

  it('keeps how the conversation stands and the last answer, and none of the messages before', () => {
    const state = given(...begun, ...events(3, '09:00:10')).state();
    expect(state).toMatchObject({
      conversation: { now: exchange(3).sent.after, answer: { message: 'jws-4', status: 200 }, refused: [] },
    });
    expect(JSON.stringify(state)).not.toContain('jws-2');
  });

  it('has what was refused written down once, and no more than twenty', () => {
    const refused = (messageHash: string): MessageEvent => ({
      type: 'MessageRefused',
      at: at('09:01:00'),
      conversation: 'c-1',
      sequence: 3,
      messageHash,
      reason: 'chain-broken',
    });
    given(...begun)
      .when(refuse('a'))
      .yields(refused('a'));
    given(...begun, refused('a'))
      .when(refuse('a'))
      .yields();
    const twenty = Array.from({ length: 20 }, (_, index) => refused(String(index)));
    given(...begun, ...twenty)
      .when(refuse('b'))
      .yields();
    given(created, consumed).when(refuse('a')).yields();
  });
});
