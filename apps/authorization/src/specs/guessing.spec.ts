import type { Browser, Shown } from './browser.js';
import { pendingIntent, person, quote, RunningAuthorization } from './running-authorization.js';

const ONE = 'urn:assent:intent:one';
const { username, password } = person;

let running: RunningAuthorization;
beforeAll(async () => {
  running = await RunningAuthorization.start();
  running.neighbours.knowIntent(pendingIntent(ONE), { payload: quote });
});
afterAll(() => running.stop());

const begin = async (browser: Browser, changes: Record<string, unknown> = {}): Promise<Shown> =>
  browser.get(await running.authorizePath(changes));
const signIn = (browser: Browser, page: Shown, fields: Record<string, string> = {}) =>
  browser.submit(page, /sign-in$/, { username, password, action: 'sign-in', ...fields });
describe('guessing', () => {
  it('gets the same answer for a wrong password and a wrong name', async () => {
    const browser = running.browser('192.0.2.1');
    const page = await begin(browser);
    const answers = [
      await signIn(browser, page, { password: 'wrong' }),
      await signIn(browser, page, { username: 'nobody' }),
    ];
    const [known, unknown] = answers.map(
      ({ status, text }) => `${status} ${text.replaceAll(/value="[^"]*"/g, '')}`,
    );
    expect(known).toMatch(/^422 /);
    expect(known).toBe(unknown);
  });
  it.each(['somebody', person.username])(
    'is slowed down after five attempts, for %s alike, from anywhere, and over a restart',
    async (name) => {
      const browser = running.browser('192.0.2.2');
      const page = await begin(browser);
      const attempt = (password: string) => signIn(browser, page, { username: name, password });
      for (let index = 0; index < 5; index += 1) await attempt('wrong');
      await running.restart();
      const late = await attempt(password);
      expect([late.status, Number(late.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
      expect(late.text).toContain('too many attempts');
    },
  );
  it('fifty at once share one allowance', async () => {
    const browser = running.browser('192.0.2.4');
    const page = await begin(browser);
    const attempts = Array.from({ length: 50 }, () =>
      signIn(browser, page, { username: 'racer', password: 'wrong' }),
    );
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(5);
  });
});
