import { existsSync, readFileSync } from 'node:fs';

const rows = readFileSync('docs/conformance.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (R|D|O|CR)\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, id, , status, where, test]) => ({ id: id!, status: status!, where: where!, test: test! }));

const numbered = (prefix: string, last: number): string[] =>
  Array.from({ length: last }, (_, n) => `${prefix}${n + 1}`);
const twice = ['R13', 'R14', 'R15', 'R16'];
const files = (cell: string): string[] =>
  [...cell.matchAll(/`((?:apps|libs|docs)\/[^`]+)`/g)].map((match) => match[1]!);

describe('docs/conformance.md', () => {
  it('has a row for every requirement of MEF 128', () => {
    const expected = [
      ...numbered('R', 61),
      ...twice,
      ...numbered('D', 12),
      ...numbered('O', 10),
      ...numbered('CR', 5),
    ];
    expect(rows.map((row) => row.id.replace(/@.*/, '')).sort()).toEqual(expected.sort());
  });

  it('names a file and a test for all that is done', () => {
    const unproven = rows.filter(
      (row) => row.status === 'done' && (!files(row.where).length || !files(row.test).length),
    );
    expect(unproven.map((row) => row.id)).toEqual([]);
  });

  it('says why for all that differs', () => {
    const unexplained = rows.filter((row) => row.status !== 'done' && row.where.length < 15);
    expect(unexplained.map((row) => row.id)).toEqual([]);
    expect(new Set(rows.map((row) => row.status))).toEqual(new Set(['done', 'differs']));
  });

  it('names only files that exist', () => {
    const missing = rows
      .flatMap((row) => [...files(row.where), ...files(row.test)])
      .filter((file) => !existsSync(file));
    expect(missing).toEqual([]);
  });
});

describe('docs/conformance.md, of the draft W128', () => {
  it('has a row for payload authenticity and each element of Table 8, with files that exist', () => {
    const drafted = readFileSync('docs/conformance.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| (W128|Table 8)/.test(line))
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const ids = [
      'W128 R58',
      'W128 D15',
      'W128 D16',
      'W128 D17',
      'W128 D18',
      ...[1, 2, 3, 4].map((n) => `Table 8, ${n}`),
    ];
    expect(drafted.map(([, id]) => id)).toEqual(ids);
    expect(drafted.filter(([, , , , where, test]) => !files(where!).length || !files(test!).length)).toEqual(
      [],
    );
    const named = drafted.flatMap(([, , , , where, test]) => [...files(where!), ...files(test!)]);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});
