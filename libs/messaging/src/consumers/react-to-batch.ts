import type { Sql } from '#event-sourcing';
import type { ReactingConsumer } from '../consumer.js';
import type { Message } from '../message.js';
import { groupBy } from '../group-by.js';
import { attempt, describeError, isDatabaseAway } from './attempt.js';
import { type Batch, sortOut } from './batch.js';
import type { Parked } from './ledger.js';

/** Streams that are worked on at the same time; within one, messages keep their order. */
const concurrency = 8;

/** Reactions first, then inbox and checkpoint: a crash in between repeats reactions, which are idempotent. */
export const reactToBatch = async (consumer: ReactingConsumer, batch: Batch): Promise<void> => {
  const { ledger, tenure, signal, position } = batch;
  const { fresh, behind } = await sortOut(batch);
  const handled: Message[] = [];
  const parked: Parked[] = behind.map((message) => ({ message }));
  const streams = [...groupBy(fresh, ({ stream }) => stream).values()];
  const worker = async (): Promise<void> => {
    for (let messages = streams.shift(); messages && !signal.aborted; messages = streams.shift()) {
      const outcome = await reactInOrder(consumer, messages, signal);
      handled.push(...outcome.handled);
      parked.push(...outcome.parked);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  signal.throwIfAborted();
  await ledger.transaction(tenure, { position, handled }, async (sql) => {
    if (behind.length > 0) await stillParked(sql, batch, behind);
    await ledger.park(sql, tenure, parked);
  });
};

const reactInOrder = async (
  consumer: ReactingConsumer,
  messages: readonly Message[],
  signal: AbortSignal,
): Promise<{ handled: readonly Message[]; parked: readonly Parked[] }> => {
  for (const [index, message] of messages.entries()) {
    const error = await attempt(() => consumer.react(message), signal);
    if (error === undefined) continue;
    if (isDatabaseAway(error)) throw error;
    const [first, ...rest] = messages.slice(index);
    const parked = [
      { message: first!, error: describeError(error) },
      ...rest.map((each) => ({ message: each })),
    ];
    return { handled: messages.slice(0, index), parked };
  }
  return { handled: messages, parked: [] };
};

// A redrive that ended meanwhile would never see what is parked now.
const stillParked = async (
  sql: Sql,
  { ledger, tenure }: Batch,
  behind: readonly Message[],
): Promise<void> => {
  const { parked } = await ledger.facts(behind, tenure, sql);
  if (behind.some(({ stream }) => !parked.has(stream)))
    throw new Error('a parked stream was redriven meanwhile');
};
