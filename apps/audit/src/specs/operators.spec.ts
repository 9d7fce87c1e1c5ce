import { hash } from '@node-rs/argon2';
import { AuditApp, password } from './audit-app.fixture.js';
import { intentView } from './story.fixture.js';

const basic = (text: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

describe('the pages of audit', () => {
  let audit: AuditApp;
  const script = '<script>alert(1)</script>';
  beforeAll(async () => {
    audit = await AuditApp.start(await hash(password));
    const view = { ...intentView('i1', 'revoked', '2026-01-01T10:00:00.000Z'), kind: script };
    const detail = { reason: 'client-deleted', note: { $erased: true } };
    const at = '2026-01-01T10:00:00.000Z';
    await audit.story.tell({
      service: 'intents',
      stream: 'intent-i1',
      version: 1,
      type: 'IntentRevoked',
      view,
      detail,
      at,
    });
    await audit.heard('/audit/intents/i1/timeline', 1);
  });
  afterAll(() => audit.stop());

  it.each([
    ['no password', {}],
    ['a wrong password', basic('operator:wrong-password-1')],
    ['another user', basic(`admin:${password}`)],
    ['another scheme', { authorization: `Bearer ${password}` }],
    ['no Base64', { authorization: 'Basic §§§' }],
  ])('ask for the operator, given %s (RFC 7617 §2)', async (_what, headers) => {
    for (const url of [
      '/audit',
      '/audit/intents/i1',
      '/audit/correlations/corr-1',
      '/audit/streams/intent-i1',
    ]) {
      const answer = await audit.app.inject({
        method: 'GET',
        url,
        headers,
        remoteAddress: `192.0.2.${Math.floor(Math.random() * 250)}`,
      });
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Basic realm="Assent audit", charset="UTF-8"');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.json()).toMatchObject({ status: 401 });
    }
  });

  it('slow down guessing', async () => {
    const guess = (text: string) =>
      audit.app.inject({ method: 'GET', url: '/audit', headers: basic(text), remoteAddress: '198.51.100.7' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => guess(`operator:wrong-password-${i}`)),
    );
    const statuses = answers.map(({ statusCode }) => statusCode);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it.each([
    '/audit',
    '/audit/intents/i1',
    '/audit/intents/i1/timeline',
    '/audit/correlations/corr-1',
    '/audit/streams/intent-i1',
  ])('show %s to people, without scripts and with everything escaped', async (url) => {
    const answer = await audit.page(url);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: expect.stringContaining('accept'),
    });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.body).not.toContain('<script');
    expect(answer.body).not.toContain('undefined');
    expect(answer.body).not.toContain('[object');
  });

  it('say that personal data was erased, and escape what clients wrote', async () => {
    const { body } = await audit.page('/audit/intents/i1/timeline');
    expect(body).toContain('erased</em>');
    expect(body).toContain('&lt;script&gt;');
    expect(body).toContain('client-deleted');
  });

  it('search for what looks like markup, and find nothing', async () => {
    const { body } = await audit.page(`/audit?q=${encodeURIComponent('"><script>')}`);
    expect(body).toContain('Nothing was found');
    expect(body).not.toContain('"><script>');
  });

  it.each([
    ['/audit/intents/i1?at=yesterday', 'invalid-time'],
    ['/audit/intents/i1?at=2026-13-45T00:00:00Z', 'invalid-time'],
    ['/audit/intents/i1/timeline?cursor=xyz', 'invalid-cursor'],
    ['/audit?cursor=WzFd', 'invalid-cursor'],
    ['/audit?limit=0', 'invalid-limit'],
    ['/audit?limit=1e2', 'invalid-limit'],
    [`/audit?q=${'x'.repeat(201)}`, 'invalid-search'],
    ['/audit?q=a&q=b', 'repeated-parameter'],
  ])('answer %s with a problem', async (url, code) => {
    const answer = await audit.get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ type: `urn:assent:problem:${code}` });
  });

  it.each([
    '/audit/intents/%20',
    '/audit/intents/%C3%A9',
    '/audit/correlations/none',
    '/audit/streams/none',
    '/audit/intents/none/timeline',
  ])('answer %s with 404, as a problem or as a page', async (url) => {
    expect((await audit.get(url)).json()).toMatchObject({ status: 404 });
    const page = await audit.page(url);
    expect(page.statusCode).toBe(404);
    expect(page.headers['content-type']).toContain('text/html');
  });
});
