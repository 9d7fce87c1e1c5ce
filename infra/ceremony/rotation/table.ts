/** How the key of a profile, or of a service, came to have a successor. Times are milliseconds since the epoch. */
export interface Rotated {
  readonly id: string;
  readonly former: string;
  readonly kid: string;
  readonly published: number;
  /** When it was first seen in use, and its predecessor last; undefined where that was never seen. */
  readonly used: number | undefined;
  readonly formerLast: number | undefined;
  /** When the predecessor was taken out of what is published. */
  readonly retired: number;
  /** By all that is in use, from publication until a while after the predecessor was given up. */
  readonly requests: number;
  readonly failed: number;
}

const header = [
  'key',
  'successor',
  'published',
  'used',
  'former last',
  'former retired',
  'requests',
  'failed',
];

/** One line for each key. */
export const rotationTable = (rows: readonly Rotated[]): string => {
  const lines = rows.map(({ id, kid, published, used, formerLast, retired, requests, failed }) => [
    id,
    `${kid.slice(0, 8)}…`,
    clock(published),
    clock(used),
    clock(formerLast),
    retired > Date.now() ? `${clock(retired)} (due)` : clock(retired),
    String(requests),
    String(failed),
  ]);
  return columns([header, ...lines]);
};

/** Columns as wide as they need to be. */
export const columns = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const clock = (at: number | undefined): string =>
  at === undefined ? 'never' : new Date(at).toISOString().slice(11, 23);
