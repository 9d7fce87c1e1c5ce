import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Desk, noChromium, sitDown, startChromium } from './pages/chromium.js';
import { look, tabThrough } from './pages/look.js';
import { decide, goBack, requestQuote, signIn } from './pages/quote-journey.js';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

if (noChromium) console.warn(noChromium);

const folder = process.env['MEF_EXAMPLES'];
if (!folder) console.warn('The requests of MEF are not looked at: MEF_EXAMPLES names no folder with them.');
const examples = folder
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => ({ name: name.replace('.json', ''), json: readFileSync(join(folder, name), 'utf8') }))
  : [];

/** What an operator must find of a quote that was consented to. */
const story = [
  'Intent staged',
  'Authorization requested',
  'Person signed in',
  'Consent granted',
  'Intent authorized',
  'Authorization code issued',
  'Authorization code redeemed',
  'Tokens issued',
  'Quote created',
  'Intent used',
  'Notification delivered',
] as const;

/** A Seller that is quick. */
const quick = { ASSENT_QUOTES_ACKNOWLEDGE: '1', ASSENT_QUOTES_WORK: '1' };

let platform: TestPlatform;
let browser: Browser;
let desk: Desk;
let page: Page;

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });

(noChromium ? describe.skip : describe)('a person in front of the pages, without scripts', () => {
  beforeAll(async () => {
    [platform, browser] = await Promise.all([startTestPlatform(quick), startChromium()]);
    desk = await sitDown(browser, platform.origin);
    page = desk.page;
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it('asks for a quote, signs in at the Seller, consents, and sees the quote become orderable', async () => {
    await page.goto(`${platform.origin}/buyer`);
    expect(await look(desk, 'buyer-home')).toEqual([]);
    await requestQuote(page, platform.origin, { example: 'New Ethernet line' });
    await heading('Sign in').waitFor();
    expect(await look(desk, 'sign-in')).toEqual([]);
    await signIn(page, platform.person);
    expect(await look(desk, 'consent')).toEqual([]);
    await decide(page, 'Approve');
    expect(await look(desk, 'back-to-the-buyer')).toEqual([]);
    await goBack(page);
    await page.getByText(/Received by the Seller|Being worked on/).waitFor();
    await page.getByText('Ready to order').waitFor({ timeout: 30_000 }); // the page looks again by itself
    expect(await page.getByText('approved.orderable').count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'New Ethernet Private Line and 2 new Ethernet ports',
    );
    expect(await page.getByRole('row', { name: /Each month, in all/ }).textContent()).toMatch(/\d EUR/);
    expect(await look(desk, 'buyer-result')).toEqual([]);
  });

  it('declines, and the Buyer says so', async () => {
    await requestQuote(page, platform.origin, { example: 'Internet access for an office' });
    await heading('Review this request').waitFor(); // still signed in
    await decide(page, 'Decline');
    await goBack(page);
    expect(await page.getByText('Declined at consent').isVisible()).toBe(true);
    expect(await look(desk, 'buyer-declined')).toEqual([]);
    await page.goto(`${platform.origin}/buyer`);
    expect(await look(desk, 'buyer-home-requests')).toEqual([]);
  });

  it('is told at the Buyer what is wrong with a request of their own', async () => {
    await page.goto(`${platform.origin}/buyer`);
    await page.getByText('Or paste a request of your own').click();
    await page.getByLabel('as JSON').fill('{ "quoteItem": [');
    await page.getByRole('button', { name: 'Continue to the Seller' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('not JSON');
    expect(await look(desk, 'buyer-problem')).toEqual([]);
  });

  it('is never sent to an address that is not the application’s, but told so', async () => {
    const sent = page.waitForRequest(/\/authorize\?/);
    await requestQuote(page, platform.origin, { example: 'Internet access for an office' });
    const address = new URL((await sent).url());
    address.searchParams.set('redirect_uri', 'https://attacker.example/');
    await page.goto(address.href);
    await heading('This request cannot be completed').waitFor();
    expect(await look(desk, 'error')).toEqual([]);
    expect(await page.content()).not.toContain('attacker.example');
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
    await keys.page.locator('input[name=username]:focus').waitFor(); // by itself
    await keyboard.type(username);
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
    expect(await keys.page.getByRole('listitem').filter({ hasText: 'Requested (done)' }).count()).toBe(1);
    expect(keys.complaints).toEqual([]);
    await keys.context.close();
  });

  for (const { name, json } of examples) {
    it(`reads MEF’s own request ${name} in words, and approves it`, async () => {
      await requestQuote(page, platform.origin, { json });
      await heading('Review this request').waitFor();
      expect(await look(desk, `consent-${name}`)).toEqual([]);
      await decide(page, 'Approve');
      await goBack(page);
      await page.getByText('Ready to order').waitFor({ timeout: 30_000 });
      expect(await look(desk, `buyer-result-${name}`)).toEqual([]);
    });
  }

  it('finds the whole story in the audit pages, as the operator', async () => {
    const httpCredentials = { username: 'operator', password: platform.operatorPassword };
    const operator = await sitDown(browser, platform.origin, { httpCredentials });
    await operator.page.goto(`${platform.origin}/audit`);
    expect(await look(operator, 'audit')).toEqual([]);
    const used = operator.page.getByRole('listitem').filter({ hasText: 'consumed' }).last();
    await used.getByRole('link', { name: /urn:assent:intent/ }).click();
    await operator.page.getByRole('heading', { level: 1, name: 'Consent state' }).waitFor();
    expect(await look(operator, 'audit-consent')).toEqual([]);
    await operator.page.getByRole('link', { name: 'Show the timeline' }).click();
    await operator.page.getByRole('heading', { level: 1, name: /Timeline/ }).waitFor();
    const titles = await operator.page.getByRole('heading', { level: 2 }).allTextContents();
    expect(titles).toEqual(expect.arrayContaining([...story]));
    expect(await look(operator, 'audit-timeline')).toEqual([]);
    expect((await tabThrough(operator.page)).unseen).toEqual([]);
    await operator.page.getByText('All of it').last().click();
    expect(await look(operator, 'audit-timeline-open')).toEqual([]);
    await operator.context.close();
  });

  it('looks into the directory', async () => {
    await page.goto(`${platform.origin}/directory`);
    expect(await look(desk, 'directory')).toEqual([]);
  });
});
