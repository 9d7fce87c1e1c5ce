import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { type Desk, noChromium, sitDown, startChromium } from './pages/chromium.js';
import { look, tabThrough } from './pages/look.js';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

if (noChromium) console.warn(noChromium);

const run = promisify(execFile);
const wish = {
  legal_name: 'Bundled Networks Ltd',
  software_name: 'Bundled desk',
  redirect_uri: 'http://localhost:3001/callback',
};

describe('the directory, for people', () => {
  let platform: TestPlatform;
  let folder: string;
  beforeAll(async () => {
    platform = await startTestPlatform();
    folder = await mkdtemp(join(tmpdir(), 'assent-bundle-'));
  }, 180_000);
  afterAll(async () => {
    await platform.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const onboard = (headers: Record<string, string>, form: Record<string, string> = wish): Promise<Response> =>
    fetch(`${platform.origin}/directory/onboarding`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(form),
    });

  it.each([
    ['by nobody that can be told', {}, wish, 403],
    ['by a page of another origin', { origin: 'https://evil.example' }, wish, 403],
    ['by a page without an origin', { origin: 'null' }, wish, 403],
    ['without a name', undefined, { ...wish, legal_name: ' ' }, 400],
    ['with a script for an address', undefined, { ...wish, redirect_uri: 'javascript:alert(1)' }, 400],
    ['with a name longer than certificates take', undefined, { ...wish, legal_name: 'x'.repeat(65) }, 400],
  ] as const)('makes no Buyer %s', async (_case, headers, form, status) => {
    const before = await platform.events();
    const answer = await onboard(headers ?? { origin: platform.origin }, form);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(await platform.events()).toEqual(before);
  });

  it('makes a Buyer in one click: a bundle that registers and gets a token, with Node.js alone', async () => {
    const answer = await onboard({ origin: platform.origin });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-disposition')).toMatch(
      /^attachment; filename="assent-buyer-[\w-]+\.tar\.gz"$/,
    );
    await writeFile(join(folder, 'bundle.tar.gz'), Buffer.from(await answer.arrayBuffer()));
    await run('tar', ['xzf', 'bundle.tar.gz'], { cwd: folder });
    const [name = ''] = (await readdir(folder)).filter(
      (each) => each.startsWith('assent-buyer-') && !each.endsWith('gz'),
    );
    expect((await stat(join(folder, name, 'signing.key.pem'))).mode & 0o777).toBe(0o600);
    const { stdout } = await run(process.execPath, [join(folder, name, 'start.mjs')]);
    expect(stdout).toMatch(/^registered as \S+\ngot a token for intents that is good for \d+ seconds\n$/);
    const again = await run(process.execPath, [join(folder, name, 'start.mjs')]);
    expect(again.stdout.split('\n')[0]).toBe(stdout.split('\n')[0]);
    await expectNowhere(await readFile(join(folder, name, 'signing.key.pem'), 'utf8'));
  }, 60_000);

  /** The private key, PEM, is in no event. */
  const expectNowhere = async (pem: string): Promise<void> => {
    // The secret number alone: behind it stands the public key, which certificates have too. It begins where base64 does.
    const { d = '' } = createPrivateKey(pem).export({ format: 'jwk' });
    const url = d.slice(0, 40);
    const base64 = url.replaceAll('-', '+').replaceAll('_', '/');
    expect(pem.replaceAll('\n', '')).toContain(base64);
    const client = new pg.Client({ connectionString: platform.databaseUrl });
    await client.connect();
    const { rows } = await client
      .query(
        'select id from directory.event where strpos(data::text, $1) > 0 or strpos(data::text, $2) > 0',
        [base64, url],
      )
      .finally(() => client.end());
    expect(rows).toEqual([]);
  };

  (noChromium ? describe.skip : describe)('in a browser without scripts', () => {
    let browser: Browser;
    let desk: Desk;
    beforeAll(async () => {
      browser = await startChromium();
      desk = await sitDown(browser, platform.origin);
    }, 60_000);
    afterAll(() => browser.close());

    const click = (name: string | RegExp) => desk.page.getByRole('link', { name }).first().click();
    const heading = (name: string | RegExp) => desk.page.getByRole('heading', { level: 1, name }).waitFor();

    it('shows members, software, certificates with days left, and the statement decoded', async () => {
      await desk.page.goto(`${platform.origin}/directory`);
      await heading('Trust framework');
      expect(await look(desk, 'directory')).toEqual([]);
      expect((await tabThrough(desk.page)).unseen).toEqual([]);
      await click('Bundled Networks Ltd');
      await heading('Bundled Networks Ltd');
      expect(await look(desk, 'directory-member')).toEqual([]);
      await click(/Bundled desk/);
      await heading(/Bundled desk/);
      expect(await desk.page.getByText(/^39\d days left$/).count()).toBe(3);
      expect(await desk.page.getByText('software_jwks_endpoint').count()).toBe(1);
      expect(await look(desk, 'directory-software')).toEqual([]);
      await click('Sig1');
      await heading('Certificate Sig1');
      expect(await look(desk, 'directory-certificate')).toEqual([]);
    });

    it('shows the authorities of both environments', async () => {
      await desk.page.goto(`${platform.origin}/directory/authorities`);
      expect(await desk.page.getByText(/CA - G1$/).count()).toBe(12);
      expect(await look(desk, 'directory-authorities')).toEqual([]);
    });

    it('reads a statement that somebody pastes, and says what it is worth', async () => {
      const [name = ''] = (await readdir(folder)).filter((each) => each.startsWith('assent-buyer-'));
      const jwt = await readFile(join(folder, name.replace('.tar.gz', ''), 'software-statement.jwt'), 'utf8');
      await desk.page.goto(`${platform.origin}/directory/statement`);
      await desk.page.getByLabel(/compact JWT/).fill(jwt);
      await desk.page.getByRole('button', { name: 'Read it' }).click();
      expect(await desk.page.getByText('good', { exact: true }).count()).toBe(3);
      expect(await look(desk, 'directory-statement')).toEqual([]);
      await desk.page.getByLabel(/compact JWT/).fill(`${jwt.trim().slice(0, -8)}AAAAAAAA`);
      await desk.page.getByRole('button', { name: 'Read it' }).click();
      expect(await desk.page.getByText('It was not signed here').isVisible()).toBe(true);
      expect(await look(desk, 'directory-statement-bad')).toEqual([]);
    });

    it('downloads credentials with one click', async () => {
      await desk.page.goto(`${platform.origin}/directory/onboarding`);
      expect(await look(desk, 'directory-onboarding')).toEqual([]);
      expect((await tabThrough(desk.page)).unseen).toEqual([]);
      const download = desk.page.waitForEvent('download');
      await desk.page.getByRole('button', { name: /download its credentials/ }).click();
      expect((await download).suggestedFilename()).toMatch(/^assent-buyer-.*\.tar\.gz$/);
    });

    it('tells people of what is not there on a page', async () => {
      await desk.page.goto(`${platform.origin}/directory/members/nobody`);
      await heading('Page not found');
      expect(await look(desk, 'directory-not-found')).toEqual([]);
    });
  });
});
