import { Database } from '#event-sourcing';
import { certifyRows } from './certify.rows.js';
import { otherRows } from './other.rows.js';
import { makeWorld, type World } from './world.js';

const rows = [...certifyRows, ...otherRows];

describe('hostile input to the directory gets its exact answer, and writes no event', () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  }, 120_000);
  afterAll(() => world.directory.close());

  const events = async (): Promise<number> => {
    const database = world.directory.app.get(Database, { strict: false });
    const [row] = await database.query<{ count: number }>('select count(*)::int as count from event');
    return row?.count ?? 0;
  };

  it('in at least ninety rows, no two alike', () => {
    expect(rows.length).toBeGreaterThanOrEqual(90);
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  });

  it.each(rows.map((row) => [row.title, row] as const))('%s', async (_title, { request, status, code }) => {
    const { path, ...init } = await request(world);
    const before = await events();
    const answer = await fetch(`${world.directory.issuer}/directory${path}`, init);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const type = answer.headers.get('content-type') ?? '';
    expect({ status: answer.status, code: codeOf(type, bytes) }).toEqual({ status, code });
    expect(bytes.toString('latin1')).not.toMatch(/at \w+ \(|node_modules|\.js:\d+|PRIVATE/);
    expect(await events()).toBe(before);
  });
});

const codeOf = (type: string, bytes: Buffer): string => {
  if (type === 'application/ocsp-response') return bytes.toString('hex');
  const text = bytes.toString('utf8');
  if (!type.startsWith('application/problem+json')) return `${type}: ${text.slice(0, 300)}`;
  return (JSON.parse(text) as { type: string }).type.split(':').at(-1) ?? '';
};
