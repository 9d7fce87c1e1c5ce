import { bareInsert, bareName } from './bare-insert.js';
import type { BenchLog } from './bench-log.js';
import { drain } from './drain.js';
import { type Contender, interleaved, type Result } from './measure.js';
import { orders, place, report } from './order.js';
import { writersFor } from './writers.js';

/** Appends with few and many writers, into new streams and into known ones, with the sequencer still and at work. */
export const append = async (bench: BenchLog, rounds: number, milliseconds: number): Promise<Result[]> => {
  const { store, sequencer, cpu } = bench;
  let next = 0;
  const opens = (): Promise<unknown> =>
    store.execute(orders, String(next), place(next++), { expectedVersion: 0 });
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => store.execute(orders, `known-${n}`, place(n))));
  const changes = (n: number): Promise<unknown> => store.execute(orders, `known-${n}`, report(next++));
  const bare = await bareInsert(bench);
  const sequenced = async (): Promise<number> => {
    sequencer.start();
    const count = await writersFor(milliseconds, 64, opens);
    await drain(bench);
    return count;
  };
  const contenders: readonly Contender[] = [
    [bareName, () => bare(milliseconds)],
    ['append, new streams, 64 writers', () => writersFor(milliseconds, 64, opens)],
    ['append, new streams, 1,000 writers', () => writersFor(milliseconds, 1_000, opens)],
    ['append, known streams, 64 writers', () => writersFor(milliseconds, 64, changes)],
    ['append, known streams, 1,000 writers', () => writersFor(milliseconds, 1_000, changes)],
    ['sequence what waits', () => drain(bench)],
    ['append and sequence, new streams, 64 writers', sequenced],
  ];
  return interleaved(cpu, rounds, contenders);
};
