import { availableParallelism, cpus } from 'node:os';
import type { ScenarioName } from './load/job.js';
import type { Figures } from './rounds.js';

/** What was found for one scenario: ours first, the peer last. */
export interface Comparison {
  readonly scenario: ScenarioName;
  readonly figures: readonly Figures[];
}

const titles: Readonly<Record<ScenarioName, string>> = {
  token: 'client_credentials, private_key_jwt ES256, JWT access token',
  intents: 'POST /intents (peer: its tokens)',
  introspection: 'introspection, private_key_jwt (peer: opaque tokens)',
  flow: 'steps 3 to 9 as one flow (peer: its hybrid flow alone)',
};

/** A table for people. */
export const tableOf = (comparisons: readonly Comparison[]): string => {
  const header = [
    '',
    'per second',
    'to peer',
    'CPU s / 1,000',
    'to peer',
    'of it database',
    'p50 ms',
    'p99 ms',
    'wrong',
  ];
  const rows = comparisons.flatMap(({ scenario, figures }) => [
    [titles[scenario], ...header.slice(1).map(() => '')],
    ...figures.map((each) => cellsOf(each, figures.at(-1)!)),
  ]);
  const widths = header.map((name, column) =>
    Math.max(
      name.length,
      ...rows.filter((row) => column > 0 || row[1] !== '').map((row) => row[column]!.length),
    ),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return [header, ...rows].map((row) => line(row).trimEnd()).join('\n');
};

const cellsOf = (figures: Figures, peer: Figures): readonly string[] => [
  `  ${figures.target}`,
  Math.round(figures.rate).toLocaleString('en'),
  times(figures.rate / peer.rate),
  figures.cpu.toFixed(3),
  times(peer.cpu / figures.cpu),
  figures.databaseCpu.toFixed(3),
  figures.p50.toFixed(1),
  figures.p99.toFixed(1),
  String(figures.failed),
];

const times = (ratio: number): string => `${ratio.toFixed(2)} ×`;

/** Where it was measured. */
export const machine = () => ({
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  at: new Date().toISOString(),
});
