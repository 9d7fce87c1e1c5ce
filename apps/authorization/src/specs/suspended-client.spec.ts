import type { Browser, Shown } from './browser.js';
import { pendingIntent, person, quote, RunningAuthorization } from './running-authorization.js';

const ONE = 'urn:assent:intent:one';
const { username, password } = person;

describe('a client that is suspended', () => {
  let running: RunningAuthorization;
  beforeAll(async () => {
    running = await RunningAuthorization.start();
    running.neighbours.knowIntent(pendingIntent(ONE), { payload: quote });
  });
  afterAll(() => running.stop());

  const signIn = async (browser: Browser): Promise<Shown> => {
    const page = await browser.get(await running.authorizePath());
    return browser.submit(page, /sign-in$/, { username, password, action: 'sign-in' });
  };
  const approve = (browser: Browser, page: Shown) =>
    browser.submit(page, /decision$/, { 'intent-0': 'approve', action: 'decide' });

  it('is refused with a page, not by its redirect URI (RFC 6749 §4.1.2.1)', async () => {
    await running.hearOfClient({ status: 'suspended' });
    const before = await running.events();
    const { status, text, location } = await running.browser().get(await running.authorizePath());
    expect([status, location]).toEqual([400, undefined]);
    expect(text).toContain('This application is suspended for now.');
    expect(text).toContain('<code>unauthorized_client</code>');
    expect(await running.events()).toEqual(before);
    await running.hearOfClient({ status: 'active' });
  });

  it('gets no decision from a person who had begun, and the request goes on when it is reinstated', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    await running.hearOfClient({ status: 'suspended' });
    const before = await running.events();
    const refused = await approve(browser, consent);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('suspended for now')]);
    expect(await running.events()).toEqual(before);
    expect(running.neighbours.decisions).toEqual([]);
    await running.hearOfClient({ status: 'active' });
    expect((await approve(browser, consent)).location).toContain('#code=');
  });

  it('gets no answer to a decision that was made before', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    running.neighbours.loseNextDecision = true;
    await approve(browser, consent);
    await running.hearOfClient({ status: 'suspended' });
    expect((await approve(browser, consent)).status).toBe(403);
    await running.hearOfClient({ status: 'active' });
    expect((await approve(browser, consent)).location).toContain('#code=');
    const issued = (await running.events()).filter(({ type }) => type === 'CodeIssued');
    for (const event of issued) expect(event.public).toContain('"codeIssuedAt":"2');
  });
});
