import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { freePort } from '#testing';
import { createApp, Environment } from '../index.js';
import { hello, variables } from '../specs/hello.service.js';

const production = {
  ...variables,
  ASSENT_MODE: 'production',
  ASSENT_ISSUER: 'https://seller.example',
  ASSENT_TRANSPORT: 'log',
  ASSENT_HOST: '127.0.0.1',
};

describe('metrics in production', () => {
  let app: NestFastifyApplication | undefined;
  afterEach(() => app?.close());

  const start = async (port: number): Promise<NestFastifyApplication> => {
    app = await createApp([hello], new Environment({ ...production, ASSENT_METRICS_PORT: String(port) }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return app;
  };

  it('have a port of their own, and none beside the services', async () => {
    const port = await freePort();
    const started = await start(port);
    await started.inject({ url: '/greetings/ada' });
    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await answer.text()).toContain('route="/greetings/:name"');
    expect((await started.inject({ url: '/metrics' })).statusCode).toBe(404);
  });

  it('are all that this port has', async () => {
    const port = await freePort();
    await start(port);
    const status = async (path: string, method = 'GET') =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { method })).status;
    expect(await status('/greetings/ada')).toBe(404);
    expect(await status('/metrics', 'POST')).toBe(405);
    expect(await status('/metrics', 'HEAD')).toBe(200);
  });

  it('are gone when the process has stopped', async () => {
    const port = await freePort();
    await (await start(port)).close();
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow('fetch failed');
  });

  it('keep a process from starting whose port is taken, and say so', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start(port)).rejects.toThrow(`ASSENT_METRICS_PORT: 127.0.0.1:${port}`);
    other.close();
  });

  it.each([
    ['0', 'that of the services in a sandbox'],
    ['3000', 'that of the services'],
  ])('are refused at port %s, %s', async (port) => {
    const environment = new Environment({ ...production, ASSENT_METRICS_PORT: port });
    await expect(createApp([hello], environment)).rejects.toThrow('ASSENT_METRICS_PORT');
  });
});
