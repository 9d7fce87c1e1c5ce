import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp, Environment } from '../index.js';
import { hello, variables } from './hello.service.js';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a service in a process', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await createApp([hello], new Environment(variables));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  const post = (url: string, payload: string | Buffer, headers: Record<string, string> = json) =>
    app.inject({ method: 'POST', url, payload, headers });

  it('takes a command to its handler, in the trace of the request', async () => {
    const answer = await post('/greetings', '{"name":"Ada"}', { ...json, traceparent });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ text: '0af7651916cd43dd8448eb211c80319c Ada' });
  });

  it('answers a refusal by the table of its edge', async () => {
    const answer = await post('/greetings', '{"name":"nobody"}');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      code: 'notFound',
      reason: 'Nobody is there',
      message: 'Nobody is there',
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('answers a defect with a reference, and nothing of the error', async () => {
    const answer = await post('/greetings', '{"name":"defect"}', { ...json, traceparent });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('0af7651916cd43dd8448eb211c80319c');
    expect(answer.body).not.toContain('hunter2');
  });

  it('says when to try again what could not be done now (RFC 9110 §10.2.3)', async () => {
    const answer = await post('/greetings', '{"name":"unkept"}');
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '1']);
  });

  it('tells missing members as a list of problems (MEF 422)', async () => {
    const answer = await post('/greetings', '{}');
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual([
      { code: 'missingProperty', propertyPath: '/name', reason: 'name must be a string' },
    ]);
  });

  it.each([
    ['not JSON', '/greetings', '{', json, 400, 'invalidBody'],
    ['broken UTF-8', '/greetings', Buffer.from('{"name":"\xff"}', 'latin1'), json, 400, 'invalidBody'],
    ['NUL', '/greetings', '{"name":"\\u0000"}', json, 400, 'invalidBody'],
    ['a lone surrogate', '/greetings', '{"name":"\\ud800"}', json, 400, 'invalidBody'],
    ['a prototype', '/greetings', '{"__proto__":{"name":"x"}}', json, 400, 'invalidBody'],
    ['a doubled member', '/greetings', '{"name":"a","na\\u006de":"b"}', json, 400, 'invalidBody'],
    ['depth', '/greetings', '['.repeat(40) + ']'.repeat(40), json, 400, 'invalidBody'],
    ['size', '/greetings', `{"name":"${'x'.repeat(600_000)}"}`, json, 413, 'invalidBody'],
    ['another media type', '/greetings', 'name=Ada', form, 415, 'invalidBody'],
    [
      'another charset',
      '/greetings',
      '{}',
      { 'content-type': 'application/json; charset=utf-16' },
      415,
      'invalidBody',
    ],
    ['JSON where forms are due', '/form', '{}', json, 415, 'invalid_request'],
    ['a doubled parameter', '/form', 'a=1&a=2', form, 400, 'invalid_request'],
    ['broken percent-encoding', '/form', 'a=%ff', form, 400, 'invalid_request'],
    ['a NUL parameter', '/form', 'a=%00', form, 400, 'invalid_request'],
    ['an unknown path nearby', '/greetings/a/b', '{}', json, 404, 'notFound'],
    ['the wrong method', '/greetings/ada', '{}', json, 405, 'invalidBody'],
  ])('refuses %s in the format of the edge', async (_what, url, payload, headers, status, code) => {
    const answer = await post(url, payload, headers as Record<string, string>);
    const body = answer.json<{ code?: string; error?: string }>();
    expect([answer.statusCode, body.code ?? body.error]).toEqual([status, code]);
  });

  it('says which methods a path allows (RFC 9110 §15.5.6)', async () => {
    const answer = await app.inject({ method: 'DELETE', url: '/greetings/ada' });
    expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  it.each(['/greetings/x?a=%ff', '/greetings/x?a=%00', '/greetings/x?a=1&a=2', '/greetings/%ff'])(
    'refuses the unreadable URL %s',
    async (url) => {
      expect((await app.inject({ url })).statusCode).toBe(400);
    },
  );

  it('answers elsewhere with a problem (RFC 9457)', async () => {
    const answer = await app.inject({ url: '/nowhere' });
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({
      type: 'urn:assent:problem:not-found',
      title: 'There is nothing here',
      status: 404,
    });
  });

  it('sends pages escaped, under a policy that loads nothing from elsewhere', async () => {
    const answer = await app.inject({ url: `/page?name=${encodeURIComponent('"><script>')}` });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'self';/);
    expect(answer.body).toContain('<p title="&quot;&gt;&lt;script&gt;">&quot;&gt;&lt;script&gt;</p>');
    const href = /href="(\/assets\/[^"]+)"/.exec(answer.body)?.[1];
    const css = await app.inject({ url: href ?? '' });
    expect([css.statusCode, css.headers['content-type']]).toEqual([200, 'text/css; charset=utf-8']);
  });

  it('shows people an error page where they open pages', async () => {
    const answer = await post('/page', '{}');
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([405, 'text/html; charset=utf-8']);
  });

  it('echoes x-fapi-interaction-id, or makes one (FAPI 1.0 Baseline §6.2.1)', async () => {
    const sent = '123e4567-e89b-42d3-a456-426614174000';
    const echoed = await app.inject({ url: '/nowhere', headers: { 'x-fapi-interaction-id': sent } });
    expect(echoed.headers['x-fapi-interaction-id']).toBe(sent);
    const made = await app.inject({ url: '/nowhere', headers: { 'x-fapi-interaction-id': 'x' } });
    expect(made.headers['x-fapi-interaction-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('documents its routes, but not the internal ones', async () => {
    const document = (await app.inject({ url: '/openapi/hello.json' })).json<{ paths: object }>();
    expect(Object.keys(document.paths)).toEqual(['/greetings', '/greetings/{name}', '/form', '/page']);
    const ui = await app.inject({ url: '/openapi' });
    expect(ui.statusCode).toBe(200);
    expect(ui.body).not.toMatch(/(src|href)=["']https?:/);
  });

  it('lives', async () => {
    expect((await app.inject({ url: '/livez' })).json()).toEqual({ status: 'ok' });
  });
});
