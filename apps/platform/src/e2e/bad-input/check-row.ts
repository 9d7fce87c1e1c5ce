import type { TestPlatform } from '../test-platform.js';
import type { World } from '../world.js';
import { checkAnswer } from './check-answer.js';
import type { Row } from './row.js';

/** Settings by which nothing goes on by itself meanwhile: quotes stand still, and what cannot be delivered is tried once. */
export const quiet = { ASSENT_QUOTES_ACKNOWLEDGE: '3600', ASSENT_NOTIFICATIONS_MOST_ATTEMPTS: '1' };

/** Sends the request of a row, whose answer is the one it names; gives the services that wrote an event of it. */
export const writersOf = async (
  { platform, world }: { readonly platform: TestPlatform; readonly world: World },
  row: Row,
): Promise<readonly string[]> => {
  const { path, ...request } = await row.request(world);
  await platform.settled();
  const before = await platform.events();
  const response = await fetch(`${world.origin}${path}`, { redirect: 'manual', ...request });
  await checkAnswer(row, response);
  const after = await platform.events();
  return Object.keys(after).filter((service) => after[service] !== before[service]);
};

/** Rows as `it.each` wants them: by title, no two with the same. */
export const titled = (rows: readonly Row[]): readonly (readonly [string, Row])[] => {
  const named = new Map(rows.map((row) => [row.title, row]));
  if (named.size !== rows.length) throw new Error('two rows have the same title');
  return [...named];
};
