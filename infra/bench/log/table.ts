import type { Delay } from './latency.js';
import type { Result } from './measure.js';

/** A table of delays, milliseconds. */
export const delayTable = (delays: readonly Delay[]): string =>
  markdown([
    ['', 'events', 'p50 ms', 'p99 ms'],
    ...delays.map(({ what, events, p50, p99 }) => [what, String(events), p50.toFixed(1), p99.toFixed(1)]),
  ]);

/** A table for people; `baseline` names the row that the others are compared with. */
export const tableOf = (results: readonly Result[], baseline?: string): string => {
  const base = results.find(({ what }) => what === baseline);
  const rows = results.map((result) => [
    result.what,
    Math.round(result.perSecond).toLocaleString('en'),
    result.nodeCpu.toFixed(3),
    result.postgresCpu.toFixed(3),
    (result.nodeCpu + result.postgresCpu).toFixed(3),
    base ? (result.perSecond / base.perSecond).toFixed(2) : '',
  ]);
  const head = ['', 'per second', 'node CPU s/1,000', 'PostgreSQL CPU s/1,000', 'both', 'of baseline'];
  return markdown([base ? head : head.slice(0, -1), ...rows.map((row) => (base ? row : row.slice(0, -1)))]);
};

/** Lines of a Markdown table whose first row is its head. */
export const markdown = (rows: readonly (readonly string[])[]): string => {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(Math.max(width - 1, 1))}:`)).join(' | ')} |`;
  return [line(head), rule, ...body.map(line)].join('\n');
};
