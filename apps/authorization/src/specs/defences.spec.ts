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
const pathOf = (page: Shown): string => /action="(\/authorize\/[\w-]+)\//.exec(page.text)?.[1] ?? '';

describe('errors of /authorize', () => {
  it('are a page while client or redirect URI are not proven, and write nothing', async () => {
    const before = (await running.events()).length;
    const page = await running.browser().get('/authorize?client_id=nobody&redirect_uri=https://evil.example');
    expect([page.status, page.location]).toEqual([400, undefined]);
    expect(page.text).toContain('No such application is registered here.');
    expect(await running.events()).toHaveLength(before);
  });
  it('go back by redirect afterwards, with state and iss, and write nothing', async () => {
    const before = (await running.events()).length;
    const { status, location = '' } = await begin(running.browser(), { scope: 'createQuote' });
    expect(status).toBe(303);
    expect(location).toMatch(/^http:\/\/localhost:4000\/callback#error=invalid_scope&.*state=state-1&iss=/);
    expect(await running.events()).toHaveLength(before);
  });
  it('prompt=none is login_required', async () => {
    expect((await begin(running.browser(), { prompt: 'none' })).location).toContain('error=login_required');
  });
});

describe('a request object with a jti', () => {
  it('goes on where it was in the same browser, and is refused in another (RFC 7519 §4.1.7)', async () => {
    const path = await running.authorizePath({ jti: 'once' });
    const browser = running.browser();
    const first = await browser.get(path);
    expect(pathOf(await browser.get(path))).toBe(pathOf(first));
    expect((await running.browser().get(path)).location).toContain('error=invalid_request_object');
  });
});

describe('an interaction is bound to its browser', () => {
  it('no other browser can go on with it, signed in or not', async () => {
    const page = await begin(running.browser());
    const other = running.browser();
    await signIn(other, await begin(other));
    expect((await other.get(pathOf(page))).status).toBe(404);
  });
  it('a form needs the token of its page', async () => {
    const browser = running.browser();
    const page = await begin(browser);
    const answer = await browser.post(`${pathOf(page)}/sign-in`, {
      username,
      password,
      form_token: 'x'.repeat(43),
    });
    expect(answer.status).toBe(403);
    expect(browser.cookies.has('assent-session')).toBe(false);
  });
  it('the token of one interaction is of no use for another', async () => {
    const browser = running.browser();
    const [one, two] = [await begin(browser), await begin(browser)];
    const token = /name="form_token" value="([^"]+)"/.exec(one.text)?.[1] ?? '';
    expect(
      (await browser.post(`${pathOf(two)}/sign-in`, { username, password, form_token: token })).status,
    ).toBe(403);
  });
  it('a decision needs somebody signed in', async () => {
    const browser = running.browser();
    const consent = await signIn(browser, await begin(browser));
    browser.cookies.delete('assent-session');
    const page = await browser.submit(consent, /decision$/, { 'intent-0': 'approve', action: 'decide' });
    expect(page.text).toContain('<h1>Sign in</h1>');
  });
  it('doubled fields are refused', async () => {
    const browser = running.browser();
    const page = await begin(browser);
    const { statusCode } = await running.app.inject({
      method: 'POST',
      url: `${pathOf(page)}/sign-in`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'username=a&username=b',
    });
    expect(statusCode).toBe(400);
  });
});

describe('cookies and headers', () => {
  it('cookies are HttpOnly and SameSite=Lax', async () => {
    const browser = running.browser();
    await signIn(browser, await begin(browser));
    expect(browser.setCookies.length).toBeGreaterThanOrEqual(2);
    for (const line of browser.setCookies) expect(line).toMatch(/; Path=\/; HttpOnly; SameSite=Lax/);
  });
  it('a browser keeps the latest sixteen interactions, so that cookies never outgrow a request', async () => {
    const browser = running.browser();
    const first = pathOf(await begin(browser));
    for (let more = 0; more < 17; more += 1) await begin(browser);
    const kept = [...browser.cookies.keys()].filter((name) => name.startsWith('assent-interaction-'));
    expect(kept).toHaveLength(16);
    expect((await browser.get(first)).status).toBe(404);
    for (const name of kept)
      expect((await browser.get(`/authorize/${name.replace('assent-interaction-', '')}`)).status).toBe(200);
  });
  it('pages cannot be framed, cached or scripted', async () => {
    const { headers } = await begin(running.browser());
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/script-src|unsafe/);
    expect(headers['cache-control']).toBe('no-store');
  });
  it('what comes from the Buyer is text, never markup', async () => {
    const browser = running.browser();
    const { text } = await signIn(browser, await begin(browser));
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script|<b>Co/);
  });
});

describe('personal data', () => {
  it('is sealed in the log, and not in what is public', async () => {
    const browser = running.browser();
    await signIn(
      browser,
      await begin(browser, { state: 'state-of-mine', login_hint: 'erika@buyer.example' }),
    );
    const text = JSON.stringify(await running.events());
    for (const secret of [
      username,
      'state-of-mine',
      'erika@buyer.example',
      'argon2id',
      person.totpSecret,
      browser.cookies.get('assent-session') ?? '-',
    ]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('signing out', () => {
  it('ends the session, at its own page with its own token', async () => {
    const browser = running.browser();
    await signIn(browser, await begin(browser));
    expect((await browser.post('/sign-out', {})).status).toBe(403);
    await browser.submit(await browser.get('/sign-out'), /sign-out$/, { action: 'sign-out' });
    expect((await begin(browser)).text).toContain('<h1>Sign in</h1>');
  });
  it('lets somebody else decide', async () => {
    const browser = running.browser();
    const consent = await signIn(browser, await begin(browser));
    expect((await browser.submit(consent, /switch$/, {})).text).toContain('<h1>Sign in</h1>');
  });
});
