import { makeCases } from './cases.js';
import { makeFailures } from './failures.js';
import { compare } from './measure.js';

it('each case works both ways', async () => {
  const cases = await makeCases();
  expect(cases).toHaveLength(3 * 2 + 15 * 2 + 2);
  for (const { ours, bare } of cases) await expect(Promise.all([ours(), bare()])).resolves.toHaveLength(2);
});

it('each failure that is timed is one and the same', async () => {
  const [good, ...bad] = await Promise.all((await makeFailures()).map(({ open }) => open()));
  expect(good).toBe('opened');
  expect(bad).toEqual(Array.from({ length: 7 }, () => 'decryption-failed'));
});

it('a comparison counts both', async () => {
  const work = async () => undefined;
  const effort = { rounds: 2, milliseconds: 2, atOnce: 2 };
  const { ours, bare, ratio } = await compare({ name: 'nothing', ours: work, bare: work }, effort);
  for (const figure of [ours.perSecond, bare.perSecond, ratio]) expect(figure).toBeGreaterThan(0);
});
