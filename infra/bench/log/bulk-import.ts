import { importStreams } from '#event-sourcing';
import { bareInsert, bareName } from './bare-insert.js';
import type { BenchLog } from './bench-log.js';
import { type Contender, interleaved, type Result } from './measure.js';
import { histories } from './order.js';

/** Histories from elsewhere, long and short ones. */
export const bulkImport = async (bench: BenchLog, rounds: number): Promise<Result[]> => {
  const bare = await bareInsert(bench);
  let from = 0;
  const bring = async (streams: number, reports: number): Promise<number> => {
    const { events } = await importStreams(bench, histories(from, streams, reports));
    from += streams;
    return events;
  };
  const contenders: readonly Contender[] = [
    [bareName, () => bare(1_000)],
    ['import, 10 events a stream', () => bring(5_000, 9)],
    ['import, 1 event a stream', () => bring(40_000, 0)],
  ];
  return interleaved(bench.cpu, rounds, contenders);
};
