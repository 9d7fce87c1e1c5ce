import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Outbound, type Resolve } from './outbound.js';

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  '/hello': (_request, response) => response.setHeader('x-y', 'z').end('hello'),
  '/redirect': (_request, response) => response.writeHead(302, { location: '/hello' }).end(),
  '/large': (_request, response) => response.end('x'.repeat(70_000)),
  '/slow': () => undefined,
  '/drip': (_request, response) => {
    response.write('x');
  },
  '/echo': (request, response) => {
    request.pipe(response.writeHead(201, { 'content-type': request.headers['content-type'] }));
  },
};

let server: Server;
let origin: string;
let port: number;
const made: Outbound[] = [];
const outbound = (loopbackAllowed: boolean, resolve?: Resolve, trustedOrigins?: string[]) => {
  const one = new Outbound({ loopbackAllowed, ...(trustedOrigins && { trustedOrigins }) }, resolve);
  made.push(one);
  return one;
};
const resolvingTo =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

beforeAll(async () => {
  server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
  origin = `http://127.0.0.1:${port}`;
});

afterAll(async () => {
  await Promise.all(made.map((one) => one.beforeApplicationShutdown()));
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

describe('an outbound call in the sandbox', () => {
  it('reaches loopback, and gives status, headers and text', async () => {
    const { status, headers, text } = await outbound(true).fetch(`${origin}/hello`);
    expect([status, headers.get('x-y'), text]).toEqual([200, 'z', 'hello']);
  });

  it('sends method, headers and body', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/jwt' }, body: 'a.b.c' };
    const { status, headers, text } = await outbound(true).fetch(`${origin}/echo`, init);
    expect([status, headers.get('content-type'), text]).toEqual([201, 'application/jwt', 'a.b.c']);
  });

  it('follows no redirect', async () => {
    expect((await outbound(true).fetch(`${origin}/redirect`)).status).toBe(302);
  });

  it.each([
    ['/large', 'answer-too-large', 20_000],
    ['/slow', 'too-slow', 200],
    ['/drip', 'too-slow', 200],
  ])('gives up on %s', async (path, cause, timeoutMs) => {
    const call = outbound(true).fetch(origin + path, { timeoutMs });
    await expect(call).rejects.toMatchObject({ reason: 'unreachable', detail: { cause } });
  });

  it('says so when nobody listens', async () => {
    const call = outbound(true).fetch('http://127.0.0.1:1/');
    await expect(call).rejects.toMatchObject({ reason: 'unreachable', detail: { cause: 'no-connection' } });
  });

  it('connects to the address that was checked: the name is asked once', async () => {
    let asked = 0;
    const rebinding: Resolve = () => {
      asked += 1;
      return resolvingTo(asked === 1 ? '127.0.0.1' : '10.0.0.1')('');
    };
    const { text } = await outbound(true, rebinding).fetch(`http://rebind.example:${port}/hello`);
    expect([text, asked]).toEqual(['hello', 1]);
  });

  it.each([['10.0.0.1'], ['8.8.8.8'], ['127.0.0.1', '10.0.0.1'], ['169.254.169.254'], ['::ffff:127.0.0.1']])(
    'refuses plain http to a name that means %s',
    async (...addresses) => {
      const call = outbound(true, resolvingTo(...addresses)).fetch(`http://name.example:${port}/hello`);
      await expect(call).rejects.toMatchObject({ reason: 'forbidden-address' });
    },
  );

  it('takes no proxy from the environment', async () => {
    process.env.http_proxy = 'http://127.0.0.1:1';
    try {
      expect((await outbound(true).fetch(`${origin}/hello`)).text).toBe('hello');
    } finally {
      delete process.env.http_proxy;
    }
  });
});

describe('an outbound call in production', () => {
  it.each([
    'http://example.com/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://017700000001/',
    'https://0.0.0.0/',
    'https://0/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://１２７.０.０.１/',
    'https://127。0。0。1/',
    'https://127.0.0.1./',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[fe80::1]/',
    'https://[fd00::1]/',
    'https://user:secret@example.com/',
    'https://user@example.com/',
    'file:///etc/passwd',
    'ftp://example.com/',
    'data:application/json,{}',
    'gopher://127.0.0.1/',
    'javascript:alert(1)',
    '//example.com/',
    '/jwks',
    'not a url',
    '',
  ])('never goes to %s, and says so beforehand', async (url) => {
    const guarded = outbound(false, resolvingTo('8.8.8.8'));
    expect(guarded.permits(url)).toBe(false);
    await expect(guarded.fetch(url)).rejects.toMatchObject({ reason: 'forbidden-address' });
  });

  it.each([['127.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['fd00::1'], ['0.0.0.0'], ['::ffff:10.0.0.1']])(
    'never goes to a name that means %s',
    async (...addresses) => {
      const call = outbound(false, resolvingTo(...addresses)).fetch('https://name.example/');
      await expect(call).rejects.toMatchObject({ reason: 'forbidden-address' });
    },
  );

  it('permits https to a public name', () => {
    expect(outbound(false).permits('https://buyer.example/jwks')).toBe(true);
  });

  it('asks public names over http too, where the answer is signed, and no others (RFC 5280 §8)', async () => {
    const asked: string[] = [];
    const nowhere: Resolve = (host) => (asked.push(host), Promise.resolve([]));
    const signed = (url: string, resolve: Resolve) =>
      outbound(false, resolve).fetchBytes(url, { signedAnswer: true });
    await expect(signed('http://crl.example/a.crl', nowhere)).rejects.toThrow('unreachable');
    expect(asked).toEqual(['crl.example']);
    await expect(signed('http://10.0.0.1/', nowhere)).rejects.toThrow('forbidden-address');
    await expect(signed('http://crl.example/', resolvingTo('10.0.0.1'))).rejects.toThrow('forbidden-address');
    await expect(signed('ldap://crl.example/', nowhere)).rejects.toThrow('forbidden-address');
  });

  it('says so when a name is unknown', async () => {
    const call = outbound(false, resolvingTo()).fetch('https://name.example/');
    await expect(call).rejects.toMatchObject({ reason: 'unreachable' });
  });

  it('goes where the operator said, and to no other port there', async () => {
    const trusting = outbound(false, undefined, [origin]);
    expect((await trusting.fetch(`${origin}/hello`)).text).toBe('hello');
    await expect(trusting.fetch(`http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({
      reason: 'forbidden-address',
    });
  });
});
