import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeUnless, eventually, freePort } from '#testing';
import { noNginx } from './fixtures/nginx-tool.js';
import { composeNginx } from './compose-nginx.js';
import { nginxConfiguration } from './nginx.js';

describe('nginx.conf', () => {
  it('says what the routes of the gateway say', async () => {
    const file = new URL('../../../infra/gateway/nginx.conf', import.meta.url);
    // After a change of routes: node dist/infra/gateway/write-nginx.js
    expect(await readFile(file, 'utf8')).toBe(composeNginx());
  });
});

describeUnless(noNginx(), 'nginx', () => {
  let folder: string;
  let origin: string;
  let stop: () => Promise<void>;
  const servers: Server[] = [];
  const seen: { service: string; url: string | undefined; forwarded: unknown; host: string | undefined }[] =
    [];

  const replica = async (service: string, answer?: RequestListener): Promise<string> => {
    const server = createServer((request, response) => {
      const { url, headers } = request;
      seen.push({ service, url, forwarded: headers['x-forwarded-for'], host: headers.host });
      if (answer) answer(request, response);
      else response.end(service);
    });
    servers.push(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-nginx-'));
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const away = `127.0.0.1:${await freePort()}`;
    const upstreams = {
      directory: [await replica('directory')],
      registration: [await replica('registration')],
      tokens: [away, await replica('tokens')],
      intents: [await replica('intents'), await replica('intents')],
      authorization: [await replica('authorization')],
      quotes: [await replica('quotes')],
      notifications: [await replica('notifications', (request) => request.socket.destroy())],
      audit: [away],
      buyer: [await replica('buyer')],
    };
    const file = join(folder, 'nginx.conf');
    await writeFile(file, nginxConfiguration({ listen: `127.0.0.1:${port}`, upstreams, scratch: folder }));
    const nginx = spawn('nginx', ['-c', file, '-g', 'daemon off;'], { stdio: 'ignore' });
    stop = async () => {
      nginx.kill('SIGTERM');
      if (nginx.exitCode === null) await once(nginx, 'exit');
    };
    await eventually(async () => void (await fetch(`${origin}/livez`)));
  });
  afterAll(async () => {
    await stop();
    for (const server of servers) server.closeAllConnections();
    await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
    await rm(folder, { recursive: true, force: true });
  });

  it('takes the configuration of docker-compose.yml', () => {
    const file = new URL('../../../infra/gateway/nginx.conf', import.meta.url).pathname;
    expect(() => execFileSync('nginx', ['-t', '-c', file], { stdio: 'pipe' })).not.toThrow();
  });

  it.each([
    ['/token', 'tokens'],
    ['/authorize/1/sign-in?x=%2F', 'authorization'],
    ['/mefApi/sonata/quoteManagement/v8/quote/1', 'quotes'],
    ['/openapi/tokens.json', 'tokens'],
  ])('leads %s to %s, as it was sent', async (path, service) => {
    const lying = { 'x-forwarded-for': '10.1.1.1' };
    expect(await (await fetch(`${origin}${path}`, { headers: lying })).text()).toBe(service);
    expect(seen.at(-1)).toEqual({ service, url: path, forwarded: '127.0.0.1', host: new URL(origin).host });
  });

  it.each(['/internal/streams/intent-1', '/intents/../internal/streams/x', '/tokenx', '/metrics', '/'])(
    'leads nowhere for %s',
    async (path) => {
      const before = seen.length;
      const answer = await fetch(`${origin}${path}`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
      expect(seen.length).toBe(before);
    },
  );

  it('sends to another replica what one refused to connect for', async () => {
    const sendings = Array.from({ length: 8 }, () =>
      fetch(`${origin}/token`, { method: 'POST', body: 'a=b' }),
    );
    expect((await Promise.all(sendings)).map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('tells in problem documents that a service is away, broke off, or was sent too much', async () => {
    const away = await fetch(`${origin}/audit`);
    expect([away.status, away.headers.get('retry-after'), away.headers.get('content-type')]).toEqual([
      502,
      '1',
      'application/problem+json',
    ]);
    const before = seen.length;
    const broken = await fetch(`${origin}/hub`, { method: 'POST', body: '{}' });
    expect([broken.status, seen.length - before]).toEqual([502, 1]);
    const large = await fetch(`${origin}/token`, { method: 'POST', body: 'x'.repeat(700_000) });
    expect(await large.json()).toMatchObject({ status: 413 });
  });
});
