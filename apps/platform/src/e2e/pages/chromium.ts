import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why the pages cannot be tried here; undefined when they can. */
export const noChromium = existsSync(executablePath)
  ? undefined
  : `The pages are not tried in a browser: there is no ${executablePath} (set CHROMIUM).`;

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const startChromium = (): Promise<Browser> => chromium.launch({ executablePath, args });

/** A person's browser, in which no script runs, and what it complained about. */
export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Violations of a content security policy, errors in the console, failed and foreign requests: there should be none. */
  readonly complaints: string[];
}

export const sitDown = async (
  browser: Browser,
  origin: string,
  options: { readonly httpCredentials?: { readonly username: string; readonly password: string } } = {},
): Promise<Desk> => {
  const viewport = { width: 1280, height: 900 };
  const context = await browser.newContext({
    javaScriptEnabled: false,
    reducedMotion: 'reduce', // colours are measured, so they must not be on their way
    viewport,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const ofThePage = message.location().url === page.url() && message.text().startsWith('Failed to load');
    if (ofThePage) return; // pages of errors have a status of 4xx
    if (['error', 'warning'].includes(message.type())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith('data:'))
      complaints.push(`${page.url()} asked for ${request.url()}`);
  });
  return { context, page, complaints };
};
