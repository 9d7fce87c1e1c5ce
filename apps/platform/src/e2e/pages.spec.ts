import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Desk, noChromium, sitDown, startChromium } from './pages/chromium.js';
import { look, tabThrough } from './pages/look.js';
import { decide, requestQuote, signIn } from './pages/quote-journey.js';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

if (noChromium) console.warn(noChromium);

const folder = process.env['MEF_EXAMPLES'];
if (!folder) console.warn('The requests of MEF are not looked at: MEF_EXAMPLES names no folder with them.');
const examples = folder
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name: name.replace('.json', ''), json: readFileSync(join(folder, name), 'utf8') }))
  : [];

let platform: TestPlatform;
let browser: Browser;
let desk: Desk;
let page: Page;

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

(noChromium ? describe.skip : describe)('a person in front of the pages, without scripts', () => {
  beforeAll(async () => {
    [platform, browser] = await Promise.all([startTestPlatform(), startChromium()]);
    desk = await sitDown(browser, platform.origin);
    page = desk.page;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });
  afterEach(() => {
    expect(desk.complaints.splice(0)).toEqual([]);
  });

  it('asks for a quote, signs in at the Seller, consents, and sees the quote become orderable', async () => {
    await page.goto(`${platform.origin}/buyer`);
    expect(await look(page, 'buyer-home')).toEqual([]);
    await requestQuote(page, platform.origin, { example: 'New Ethernet line' });
    await heading('Sign in').waitFor();
    expect(await look(page, 'sign-in')).toEqual([]);
    await signIn(page, platform.person);
    expect(await look(page, 'consent')).toEqual([]);
    await decide(page, 'Approve');
    await page.getByText('Ready to order').waitFor({ timeout: 30_000 });
    expect(await look(page, 'buyer-result')).toEqual([]);
  });

  it('declines, and the Buyer says so', async () => {
    await requestQuote(page, platform.origin, { example: 'Internet access for an office' });
    await heading('Review this request').waitFor(); // still signed in
    await decide(page, 'Decline');
    expect(await page.getByText('Declined at consent').isVisible()).toBe(true);
    expect(await look(page, 'buyer-declined')).toEqual([]);
    await page.goto(`${platform.origin}/buyer`);
    expect(await look(page, 'buyer-home-requests')).toEqual([]);
  });

  it('is told at the Buyer what is wrong with a request of their own', async () => {
    await page.goto(`${platform.origin}/buyer`);
    await page.getByText('Or paste a request of your own').click();
    await page.getByLabel('as JSON').fill('{ "quoteItem": [');
    await page.getByRole('button', { name: 'Continue to the Seller' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('not JSON');
    expect(await look(page, 'buyer-problem')).toEqual([]);
    desk.complaints.splice(0); // Chromium notes the 422 itself
  });

  it('is never sent to an address that is not the application’s, but told so', async () => {
    await page.goto(`${platform.origin}/authorize?client_id=nobody&redirect_uri=https://attacker.example/`);
    await heading('This request cannot be completed').waitFor();
    expect(await look(page, 'error')).toEqual([]);
    expect(await page.content()).not.toContain('attacker.example');
    desk.complaints.splice(0); // Chromium notes the 400 itself
  });

  it('signs in and consents by keyboard alone, and always sees where the focus is', async () => {
    const keys = await sitDown(browser, platform.origin);
    const { keyboard } = keys.page;
    const { username, password, totp } = platform.person;
    await keys.page.goto(`${platform.origin}/buyer`);
    const buyer = await tabThrough(keys.page);
    expect(buyer.unseen).toEqual([]);
    await requestQuote(keys.page, platform.origin, { example: 'Disconnect an internet access' });
    expect((await tabThrough(keys.page)).unseen).toEqual([]);
    await keys.page.reload();
    await keyboard.type(username); // the first field has the focus
    await keyboard.press('Tab');
    await keyboard.type(password);
    await keyboard.press('Tab');
    await keyboard.type(totp());
    await keyboard.press('Enter');
    await keys.page.getByRole('heading', { level: 1, name: 'Review this request' }).waitFor();
    const consent = await tabThrough(keys.page);
    expect(consent.unseen).toEqual([]);
    expect(consent.reached).toEqual([
      'a Skip to content',
      'button Use another account',
      expect.stringMatching(/^input Approve/),
      'button Confirm my decision',
      'button Decide later',
    ]);
    await keys.page.reload();
    for (let tab = 0; tab < 3; tab += 1) await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await keys.page.getByRole('heading', { level: 1, name: 'Back to the application' }).waitFor();
    for (let tab = 0; tab < 2; tab += 1) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await keys.page.waitForURL(/\/buyer\/requests\//);
    await keys.page.getByText('Ready to order').waitFor({ timeout: 30_000 });
    expect(keys.complaints).toEqual([]);
    await keys.context.close();
  });

  it.each(examples)('reads MEF’s own request $name in words, and approves it', async ({ name, json }) => {
    await requestQuote(page, platform.origin, { json });
    await heading('Review this request').waitFor();
    expect(await look(page, `consent-${name}`)).toEqual([]);
    await decide(page, 'Approve');
    await page.getByText('Ready to order').waitFor({ timeout: 30_000 });
    expect(await look(page, `buyer-result-${name}`)).toEqual([]);
  });

  it('finds the whole story in the audit pages, as the operator', async () => {
    const httpCredentials = { username: 'operator', password: platform.operatorPassword };
    const operator = await sitDown(browser, platform.origin, { httpCredentials });
    await operator.page.goto(`${platform.origin}/audit`);
    expect(await look(operator.page, 'audit')).toEqual([]);
    await operator.page.getByRole('row', { name: /consumed/ }).first().getByRole('link', { name: /urn:assent:intent/ }).click();
    await operator.page.getByRole('heading', { level: 1, name: 'Consent state' }).waitFor();
    expect(await look(operator.page, 'audit-consent')).toEqual([]);
    await operator.page.getByRole('link', { name: 'Show the timeline' }).click();
    await operator.page.getByRole('heading', { level: 1, name: /Timeline/ }).waitFor();
    expect(await look(operator.page, 'audit-timeline')).toEqual([]);
    expect((await tabThrough(operator.page)).unseen).toEqual([]);
    await operator.context.close();
  });

  it('looks into the directory', async () => {
    await page.goto(`${platform.origin}/directory`);
    expect(await look(page, 'directory')).toEqual([]);
  });
});
