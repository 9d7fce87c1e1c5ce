import { type TestPlatform, startTestPlatform } from '../test-platform.js';
import { makeWorld, type World } from '../world.js';
import { assertionRows } from './assertion.rows.js';
import { authorizeRows } from './authorize.rows.js';
import { checkAnswer } from './check-answer.js';
import { existingIntentsRows } from './existing-intents.rows.js';
import { neighboursRows } from './neighbours.rows.js';
import { quotesRows } from './quotes.rows.js';
import { registerRows } from './register.rows.js';
import type { Row } from './row.js';
import { smuggledRows } from './smuggled.rows.js';
import { stagingRows } from './staging.rows.js';
import { tokenRows } from './token.rows.js';

const rows: readonly Row[] = [
  ...assertionRows,
  ...tokenRows,
  ...registerRows,
  ...authorizeRows,
  ...stagingRows,
  ...existingIntentsRows,
  ...quotesRows,
  ...neighboursRows,
  ...smuggledRows,
];

// Nothing goes on by itself meanwhile: quotes stand still, and what cannot be delivered is tried once.
const quiet = { ASSENT_QUOTES_ACKNOWLEDGE: '3600', ASSENT_NOTIFICATIONS_MOST_ATTEMPTS: '1' };

describe('bad input gets the right 4xx in the right form, and writes no event', () => {
  let platform: TestPlatform;
  let world: World;

  beforeAll(async () => {
    platform = await startTestPlatform(quiet);
    world = await makeWorld(platform.origin, platform.person);
  }, 180_000);
  afterAll(() => platform.stop());

  it('has at least 120 rows, no two with the same title', () => {
    expect(rows.length).toBeGreaterThanOrEqual(120);
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
  });

  it.each(rows.map((row) => [row.title, row] as const))('%s', async (_title, row) => {
    const { path, ...request } = await row.request(world);
    await platform.settled();
    const before = await platform.events();
    const response = await fetch(`${world.origin}${path}`, { redirect: 'manual', ...request });
    await checkAnswer(row, response);
    expect(await platform.events()).toEqual(before);
  });
});
