import fc from 'fast-check';
import type { Message, Subscriber, Transport } from '#messaging';
import { Random } from '../random.js';
import { disorder, shuffledStreams } from './disorder.js';
import { skewClock } from './skewed-clock.js';

const message = (stream: string, version: number, offset: number): Message => ({
  id: `${stream}/${version}`,
  service: 'post',
  partition: 0,
  offset,
  stream,
  version,
  type: 'Sent',
  schemaVersion: 1,
  time: '2026-01-01T00:00:00.000Z',
  data: { view: {} },
  metadata: {
    commandId: 'k',
    correlationId: 'c',
    actor: { kind: 'service', id: 'post' },
    at: '2026-01-01T00:00:00.000Z',
  },
});

const history = (streams: readonly number[]): readonly Message[] =>
  streams.map((stream, index) => {
    const version = streams.slice(0, index + 1).filter((one) => one === stream).length;
    return message(`s${stream}`, version, index + 1);
  });

const versionsOf = (messages: readonly Message[], stream: string): readonly number[] =>
  messages.filter((one) => one.stream === stream).map(({ version }) => version);

describe('a transport at its worst', () => {
  const streams = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 });

  it('mixes streams, and keeps the order within each', () => {
    fc.assert(
      fc.property(streams, fc.nat(), (drawn, seed) => {
        const messages = history(drawn);
        const mixed = shuffledStreams(messages, new Random(seed));
        for (const stream of new Set(messages.map((one) => one.stream)))
          expect(versionsOf(mixed, stream)).toEqual(versionsOf(messages, stream));
        expect(mixed).toHaveLength(messages.length);
      }),
    );
  });

  it('delivers everything, and a good part of it again', async () => {
    const heard: Message[] = [];
    const inner: Subscriber = {
      group: 'g',
      service: 'post',
      assigned: async () => 0,
      deliver: async (messages) => void heard.push(...messages),
    };
    const taken: Subscriber[] = [];
    const transport = {
      subscribe: async (subscriber: Subscriber) => {
        taken.push(subscriber);
        return { seek: async () => undefined, close: async () => undefined };
      },
    };
    disorder(transport as Pick<Transport, 'subscribe'>, 7);
    await transport.subscribe(inner);
    const sent = history([1, 2, 1, 3, 2, 1, 1, 2, 3, 3]);
    await taken[0]!.deliver(sent, new AbortController().signal);
    expect(new Set(heard.map(({ id }) => id))).toEqual(new Set(sent.map(({ id }) => id)));
    expect(heard.length).toBeGreaterThan(sent.length);
  });
});

describe('a skewed clock', () => {
  const Right = Date;
  afterEach(() => void (globalThis.Date = Right));

  it('is ahead in all ways of asking for the time, and changes no date that was given', () => {
    const before = Right.now();
    skewClock(30);
    expect(Date.now() - before).toBeGreaterThanOrEqual(30_000);
    expect(new Date().getTime() - before).toBeGreaterThanOrEqual(30_000);
    expect(new Date('2026-01-01T00:00:00Z').toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(new Date() instanceof Date).toBe(true);
  });
});
