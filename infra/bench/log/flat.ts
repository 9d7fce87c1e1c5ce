import { importStreams } from '#event-sourcing';
import type { BenchLog } from './bench-log.js';
import { drain } from './drain.js';
import { type Contender, interleaved, type Result } from './measure.js';
import { histories, orders, place, report } from './order.js';
import { writersFor } from './writers.js';

const WRITERS = 64;
const [FEW, MANY] = [10_000, 1_000_000];

/** What loads and appends cost after ten thousand events, and after a million. */
export const flat = async (bench: BenchLog, rounds: number, milliseconds: number): Promise<Result[]> => {
  await importStreams(bench, histories(0, FEW / 10, 9));
  const early = await interleaved(bench.cpu, rounds, contenders(bench, '10⁴', milliseconds));
  await importStreams(bench, histories(FEW, (MANY - FEW) / 10, 9));
  const late = await interleaved(bench.cpu, rounds, contenders(bench, '10⁶', milliseconds));
  return early.flatMap((result, index) => [result, late[index]!]);
};

const contenders = (bench: BenchLog, events: string, milliseconds: number): readonly Contender[] => {
  const { store } = bench;
  let next = 0;
  const streams = events === '10⁴' ? FEW / 10 : MANY / 10;
  // Spread over all of them, and never two writers at one.
  const known = (n: number): string => {
    const index = (n * 7_919 + next++ * WRITERS) % streams;
    return `imported-${index < FEW / 10 ? index : index - FEW / 10 + FEW}`;
  };
  return [
    [
      `load, after ${events} events`,
      () => writersFor(milliseconds, WRITERS, (n) => store.load(orders, known(n))),
    ],
    [
      `append to new streams, after ${events}`,
      () =>
        writersFor(milliseconds, WRITERS, () =>
          store.execute(orders, `${events}-${next}`, place(next++), { expectedVersion: 0 }),
        ),
    ],
    [
      `append to known streams, after ${events}`,
      () => writersFor(milliseconds, WRITERS, (n) => store.execute(orders, known(n), report(next))),
    ],
    [`sequence, after ${events}`, () => drain(bench)],
  ];
};
