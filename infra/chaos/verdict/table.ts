import type { Row, Verdict } from './verdict.js';

const header = ['', 'acknowledged', 'unknown', 'lost', 'doubled', 'longest unavailability'];

const cellsOf = ({ kind, acknowledged, unknown, lost, doubled, longestUnavailability }: Row): string[] => [
  kind,
  ...[acknowledged, unknown, lost, doubled].map(String),
  longestUnavailability === undefined ? '' : `${(longestUnavailability / 1000).toFixed(1)} s`,
];

/** Columns under each other: the first to the left, numbers to the right. */
export const aligned = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!))).join('  '),
    )
    .join('\n');
};

/** A verdict for people. */
export const tableOf = (verdict: Verdict): string => {
  const { rows, left, replay, walks, unfinished } = verdict;
  return [
    aligned([header, ...rows.map(cellsOf)]),
    `walks ${walks}, unfinished ${unfinished}; parked ${left.parked}; notifications said again ${verdict.notificationsAgain}`,
    `503 ${verdict.unavailable}, of these without Retry-After ${verdict.withoutRetryAfter}; connection errors ${verdict.connectionErrors}`,
    `public events ${verdict.publicEvents}, of these not in audit ${left.unread}; replay --verify: exit code ${replay.code}`,
  ].join('\n');
};
