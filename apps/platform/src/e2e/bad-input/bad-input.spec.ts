import { type TestPlatform, startTestPlatform } from '../test-platform.js';
import { makeWorld, type World } from '../world.js';
import { assertionRows } from './assertion.rows.js';
import { authorizeRows } from './authorize.rows.js';
import { quiet, titled, writersOf } from './check-row.js';
import { existingIntentsRows } from './existing-intents.rows.js';
import { neighboursRows } from './neighbours.rows.js';
import { quotesRows } from './quotes.rows.js';
import { registerRows } from './register.rows.js';
import type { Row } from './row.js';
import { sellerRows } from './seller.rows.js';
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
  ...sellerRows,
  ...neighboursRows,
  ...smuggledRows,
];

describe('bad input gets the right 4xx in the right form, and writes no event', () => {
  let platform: TestPlatform;
  let world: World;

  beforeAll(async () => {
    platform = await startTestPlatform(quiet);
    world = await makeWorld(platform.origin, platform.person);
  }, 180_000);
  afterAll(() => platform.stop());

  it('has at least 120 rows', () => {
    expect(rows.length).toBeGreaterThanOrEqual(120);
  });

  it.each(titled(rows))('%s', async (_title, row) => {
    expect(await writersOf({ platform, world }, row)).toEqual([]);
  });
});
