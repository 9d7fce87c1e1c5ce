import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { pendingIntent, person, quote, RunningAuthorization } from './running-authorization.js';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const installed = existsSync(executablePath);
if (!installed)
  console.warn(`The pages are not tried in a browser: there is no ${executablePath} (set CHROMIUM).`);
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let running: RunningAuthorization;
let browser: Browser;
let buyer: Server;
let origin = '';
let redirectUri = '';

/** The Buyer's redirect URI: answers anything, and shows what was posted to it. */
const startBuyer = async (): Promise<void> => {
  buyer = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.end(`${request.method} ${body}`));
  });
  await new Promise<void>((listening) => buyer.listen(0, '127.0.0.1', listening));
  redirectUri = `http://127.0.0.1:${(buyer.address() as AddressInfo).port}/callback`;
};

(installed ? describe : describe.skip)('the pages in Chromium', () => {
  beforeAll(async () => {
    await startBuyer();
    running = await RunningAuthorization.start({}, { redirectUris: [redirectUri] });
    running.neighbours.knowIntent(pendingIntent('urn:assent:intent:one'), { payload: quote });
    await running.app.listen(0, '127.0.0.1');
    origin = await running.app.getUrl();
    browser = await chromium.launch({ executablePath, args });
  });
  afterAll(async () => {
    await browser.close();
    await running.stop();
    buyer.closeAllConnections();
    buyer.close();
  });

  const open = async (
    options: { javaScriptEnabled: boolean; width?: number },
    changes: object = {},
  ): Promise<Page> => {
    const viewport = { width: options.width ?? 1280, height: 844 };
    const page = await (
      await browser.newContext({ javaScriptEnabled: options.javaScriptEnabled, viewport })
    ).newPage();
    await page.goto(`${origin}${await running.authorizePath({ redirect_uri: redirectUri, ...changes })}`);
    return page;
  };
  const signIn = async (page: Page): Promise<void> => {
    await page.getByLabel('Sign-in name').fill(person.username);
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('lead back to the Buyer without any script, past their own form-action policy', async () => {
    const page = await open({ javaScriptEnabled: false });
    await signIn(page);
    await page.getByRole('radio', { name: /^Approve/ }).check();
    await page.getByRole('button', { name: 'Confirm my decision' }).click();
    await page.waitForURL(`${redirectUri}#*`);
    expect(page.url()).toMatch(/#code=[\w-]+&id_token=[\w.-]+&state=state-1&iss=/);
    await page.context().close();
  });

  it('work with the keyboard alone', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.locator('input[name="username"]:focus').waitFor(); // the first field gets the focus, some time after the page
    await page.keyboard.type(person.username);
    await page.keyboard.press('Tab');
    await page.keyboard.type(person.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Review this request' }).waitFor();
    await page.getByRole('radio', { name: /^Approve/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${redirectUri}#*`);
    expect(page.url()).toContain('#error=access_denied');
    await page.context().close();
  });

  it('send response_mode=form_post by themselves where scripts run', async () => {
    const page = await open({ javaScriptEnabled: true }, { response_mode: 'form_post' });
    await signIn(page);
    await page.getByRole('radio', { name: /^Approve/ }).check();
    await page.getByRole('button', { name: 'Confirm my decision' }).click();
    await page.waitForURL(redirectUri);
    expect(await page.textContent('body')).toMatch(/^POST code=[\w-]+&id_token=/);
    await page.context().close();
  });

  it.each([1280, 390, 320])('fit into a window of %i px', async (width) => {
    const page = await open({ javaScriptEnabled: true, width });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBe(0);
    await signIn(page);
    await page.getByRole('heading', { level: 1, name: 'Review this request' }).waitFor();
    expect(await overflow()).toBe(0);
    await page.context().close();
  });
});
