import fc from 'fast-check';
import pg from 'pg';
import { testPostgres, type TestPostgres } from '#testing';
import { byteaArray, integerArray, jsonArray, textArray, timeArray, uuidArray } from './binary-array.js';

const itself = <T>(value: T): T => value;

describe('arrays in binary', () => {
  let postgres: TestPostgres;
  let client: pg.Client;
  beforeAll(async () => {
    postgres = await testPostgres();
    client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await postgres.drop();
  });

  /** What the server understood, element by element, as text. */
  const understood = async (type: string, parameter: Buffer): Promise<(string | null)[]> => {
    const { rows } = await client.query<{ text: string | null }>(
      `select e::text as text from unnest($1::${type}[]) with ordinality as u (e, n) order by n`,
      [parameter],
    );
    return rows.map(({ text }) => text);
  };
  const storable = fc
    .string({ unit: 'binary' })
    .filter((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text));
  const arrays = <T>(element: fc.Arbitrary<T>) => fc.array(fc.option(element), { maxLength: 20 });

  it('say the same texts, whatever is in them', () =>
    fc.assert(
      fc.asyncProperty(arrays(storable), async (values) => {
        expect(await understood('text', textArray(values, itself))).toEqual(values);
      }),
    ));

  it('say the same JSON, byte for byte', () =>
    fc.assert(
      fc.asyncProperty(
        arrays(fc.jsonValue().map((value) => JSON.stringify(value, null, 1))),
        async (values) => {
          const storables = values.filter((text) => text === null || !text.includes(String.raw`\u0000`));
          expect(await understood('json', jsonArray(storables, itself))).toEqual(storables);
        },
      ),
    ));

  it('say the same numbers, bytes and ids', () =>
    fc.assert(
      fc.asyncProperty(
        arrays(fc.integer()),
        arrays(fc.uint8Array()),
        arrays(fc.uuid()),
        async (numbers, bytes, ids) => {
          expect(await understood('int', integerArray(numbers, itself))).toEqual(
            numbers.map((one) => (one === null ? null : String(one))),
          );
          expect(await understood('bytea', byteaArray(bytes, itself))).toEqual(
            bytes.map((one) => (one === null ? null : `\\x${Buffer.from(one).toString('hex')}`)),
          );
          expect(await understood('uuid', uuidArray(ids, itself))).toEqual(ids);
        },
      ),
    ));

  it('say the same times, to the millisecond', () =>
    fc.assert(
      fc.asyncProperty(
        arrays(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true })),
        async (dates) => {
          const times = dates.map((date) => date?.toISOString() ?? null);
          const { rows } = await client.query<{ time: Date | null }>(
            'select e as time from unnest($1::timestamptz[]) with ordinality as u (e, n) order by n',
            [timeArray(times, itself)],
          );
          expect(rows.map(({ time }) => time?.toISOString() ?? null)).toEqual(times);
        },
      ),
    ));

  it('refuse a time that is none', () => {
    expect(() => timeArray(['soon'], itself)).toThrow(RangeError);
  });

  it('hold more than there was room for', async () => {
    const values = ['ß'.repeat(100_000), '', '€'.repeat(200_000)];
    expect(await understood('text', textArray(values, itself))).toEqual(values);
  });
});
