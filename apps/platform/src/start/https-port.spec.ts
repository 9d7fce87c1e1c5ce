import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { firstFreePort } from './port.js';
import { httpsPort } from './sandbox-tls.js';

describe('the port of https in a sandbox', () => {
  let taken: Server;
  let port: number;
  beforeAll(async () => {
    taken = createServer().listen(0, 'localhost');
    await once(taken, 'listening');
    ({ port } = taken.address() as { readonly port: number });
  });
  afterAll(() => taken.close());

  it('is the next that is free, where another program has it', async () => {
    const free = await firstFreePort(port, 'localhost');
    expect(free).toBeGreaterThan(port);
    expect(await firstFreePort(free, 'localhost')).toBe(free);
  });

  it('is never another than the one that is named, and none beside a named port of http', async () => {
    expect(await httpsPort({ ASSENT_TLS_PORT: String(port) })).toEqual({ port });
    expect(await httpsPort({ ASSENT_PORT: '3000' })).toEqual({ port: 0 });
    expect(await httpsPort({ ASSENT_ISSUER: 'https://localhost:3443' })).toEqual({ port: 3443 });
  });

  it('is told where it is not the usual one', async () => {
    const usual = createServer();
    // Somebody else on this machine may have it already, which does as well.
    await new Promise<void>((done) => {
      usual.once('error', () => done()).listen(3443, 'localhost', () => done());
    });
    const { port: other, notice } = await httpsPort({});
    usual.close();
    expect(other).toBeGreaterThan(3443);
    expect(notice).toBe(
      `Port 3443 is taken: https is served at ${other}. ASSENT_TLS_PORT names another one.`,
    );
  });
});
