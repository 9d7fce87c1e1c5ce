import { setTimeout as pause } from 'node:timers/promises';
import type { Message, Subscriber, Subscription, Transport } from '#messaging';
import { Random } from '../random.js';

/** How many of the messages that were delivered last may come again. */
const REMEMBERED = 50;

/**
 * Makes a transport deliver as badly as it may: late, in pieces, twice, old messages after new ones, and streams in
 * any order; only within one stream order is what a transport promises.
 */
export const disorder = (transport: Pick<Transport, 'subscribe'>, seed: number): void => {
  const subscribe = transport.subscribe;
  transport.subscribe = function (this: Transport, subscriber: Subscriber): Promise<Subscription> {
    return subscribe.call(this, new Disordered(subscriber, new Random(seed)));
  };
};

class Disordered implements Subscriber {
  readonly group: string;
  readonly service: string;
  private readonly past = new Map<number, readonly Message[]>();

  constructor(
    private readonly inner: Subscriber,
    private readonly random: Random,
  ) {
    this.group = inner.group;
    this.service = inner.service;
  }

  assigned(partition: number): Promise<number> {
    return this.inner.assigned(partition);
  }

  async deliver(messages: readonly Message[], signal: AbortSignal): Promise<void> {
    for (const piece of this.pieces(messages)) {
      await pause(this.random.between(0, 30));
      await this.inner.deliver(shuffledStreams(piece, this.random), signal);
      if (this.random.chance(0.5)) await this.inner.deliver([...piece, ...piece], signal);
      await this.deliverOld(piece, signal);
    }
  }

  private async deliverOld(latest: readonly Message[], signal: AbortSignal): Promise<void> {
    const { partition } = latest[0]!;
    const past = this.past.get(partition) ?? [];
    const from = this.random.between(0, past.length + 1);
    const again = past.slice(from, from + this.random.between(0, 10));
    if (again.length > 0) await this.inner.deliver(shuffledStreams(again, this.random), signal);
    this.past.set(partition, [...past, ...latest].slice(-REMEMBERED));
  }

  private pieces(messages: readonly Message[]): readonly (readonly Message[])[] {
    const pieces: Message[][] = [];
    let rest = [...messages];
    while (rest.length > 0) pieces.push(rest.splice(0, this.random.between(1, 8)));
    return pieces;
  }
}

/** The same messages with their streams mixed anew, each stream in its order. */
export const shuffledStreams = (messages: readonly Message[], random: Random): readonly Message[] => {
  const streams = new Map<string, Message[]>();
  for (const message of messages)
    streams.set(message.stream, [...(streams.get(message.stream) ?? []), message]);
  const mixed: Message[] = [];
  while (streams.size > 0) {
    const stream = random.pick([...streams.keys()]);
    const [next, ...rest] = streams.get(stream)!;
    mixed.push(next!);
    if (rest.length > 0) streams.set(stream, rest);
    else streams.delete(stream);
  }
  return mixed;
};
