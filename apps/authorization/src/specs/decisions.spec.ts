import type { Browser, Shown } from './browser.js';
import { ISSUER, pendingIntent, person, quote, RunningAuthorization } from './running-authorization.js';

const ONE = 'urn:assent:intent:one';
const { username, password } = person;

let running: RunningAuthorization;
beforeAll(async () => {
  running = await RunningAuthorization.start({ ASSENT_AUTHORIZATION_FREE_ATTEMPTS: '50' });
  running.neighbours.knowIntent(pendingIntent(ONE), { payload: quote });
});
afterAll(() => running.stop());

const signIn = async (browser: Browser): Promise<Shown> => {
  const page = await browser.get(await running.authorizePath());
  return browser.submit(page, /sign-in$/, { username, password, action: 'sign-in' });
};
const approve = (browser: Browser, page: Shown, fields: Record<string, string> = {}) =>
  browser.submit(page, /decision$/, { 'intent-0': 'approve', action: 'decide', ...fields });
const answerOf = ({ location }: Shown): Record<string, string> => {
  const { hash, searchParams } = new URL(location ?? 'about:blank');
  return Object.fromEntries(hash ? new URLSearchParams(hash.slice(1)) : searchParams);
};

describe('what a person decides', () => {
  it('declining everything is access_denied, and intents hears of it', async () => {
    const browser = running.browser();
    const answer = answerOf(await approve(browser, await signIn(browser), { 'intent-0': 'decline' }));
    expect(answer).toMatchObject({ error: 'access_denied', state: 'state-1', iss: ISSUER });
    expect(running.neighbours.decisions.at(-1)).toMatchObject({ decisions: [{ decision: 'declined' }] });
  });
  it('leaving leaves the intent pending', async () => {
    const browser = running.browser();
    const told = running.neighbours.decisions.length;
    const consent = await signIn(browser);
    const answer = answerOf(await browser.submit(consent, /decision$/, { action: 'cancel' }));
    expect(answer).toMatchObject({ error: 'access_denied' });
    expect(running.neighbours.decisions).toHaveLength(told);
  });
  it('a missing choice is asked for again', async () => {
    const browser = running.browser();
    const page = await browser.submit(await signIn(browser), /decision$/, { action: 'decide' });
    expect([page.status, page.text.includes('Choose to approve or to decline.')]).toEqual([422, true]);
  });
  it('an intent that was amended meanwhile is shown again', async () => {
    const browser = running.browser();
    const page = await approve(browser, await signIn(browser), { 'revision-0': '0' });
    expect([page.status, page.text.includes('was changed while you were reading')]).toEqual([409, true]);
  });
  it('an approval that intents cannot confirm gives no code', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    running.neighbours.withdrawn.add(ONE);
    const answer = answerOf(await approve(browser, consent));
    running.neighbours.withdrawn.delete(ONE);
    expect(answer).toMatchObject({ error: 'access_denied' });
    expect(answer).not.toHaveProperty('code');
  });
  it('is kept while intents is away: the same form finishes it later, by the first decision', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    await approve(browser, consent, { 'revision-0': '0' }); // nothing is decided by an outdated form
    running.neighbours.loseNextDecision = true;
    expect((await approve(browser, consent)).status).toBe(503);
    await running.restart();
    const answer = answerOf(await approve(browser, consent, { 'intent-0': 'decline' }));
    expect(answer['code']).toBeDefined();
  });
  it('can be finished from the page itself after a crash', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    running.neighbours.loseNextDecision = true;
    await approve(browser, consent);
    const page = await browser.get(/action="(\/authorize\/[\w-]+)\/decision/.exec(consent.text)?.[1] ?? '');
    expect(page.text).toContain('Your decision is recorded');
    const answer = answerOf(await browser.submit(page, /decision$/, { action: 'resume' }));
    expect(answer['code']).toBeDefined();
  });
  it('sent twice, gives a code for the same decision twice', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    const [first, second] = [
      answerOf(await approve(browser, consent)),
      answerOf(await approve(browser, consent, { 'intent-0': 'decline' })),
    ];
    expect(first['code']).toBeDefined();
    expect(second['code']).toBeDefined();
  });
});
