import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type KeyPair, generateSigningKey } from '#crypto';
import { Outbound } from './outbound.js';
import { agesOf, RemoteKeys } from './remote-keys.js';

let time = Date.parse('2026-01-01T00:00:00Z');
const clock = { now: () => new Date(time) };
const pass = (seconds: number) => (time += seconds * 1000);

let server: Server;
let outbound: Outbound;
let uri: string;
let requests = 0;
let status = 200;
let body: string;
let keys: RemoteKeys;
let first: KeyPair;
let second: KeyPair;
const publish = (...pairs: KeyPair[]) =>
  (body = JSON.stringify({ keys: pairs.map((pair) => pair.publicJwk) }));
const find = (pair: KeyPair) => keys.at(uri)({ alg: pair.alg, kid: pair.kid });

beforeAll(async () => {
  [first, second] = [await generateSigningKey('ES256'), await generateSigningKey('EdDSA')];
  server = createServer((_request, response) => {
    requests += 1;
    response.writeHead(status).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  outbound = new Outbound({ loopbackAllowed: true });
});
beforeEach(() => {
  keys = new RemoteKeys(outbound, clock);
  [requests, status] = [0, 200];
  publish(first);
});
afterAll(async () => {
  await outbound.beforeApplicationShutdown();
  await new Promise((done) => server.close(done));
});

describe('keys that others publish', () => {
  it('are fetched once for fifty who ask at once, and imported once', async () => {
    const found = await Promise.all(Array.from({ length: 50 }, () => find(first)));
    expect(new Set(found).size).toBe(1);
    expect(requests).toBe(1);
  });

  it('are fetched anew after ten minutes', async () => {
    await find(first);
    pass(599);
    await find(first);
    expect(requests).toBe(1);
    pass(1);
    await find(first);
    expect(requests).toBe(2);
  });

  it('are fetched anew for an unknown kid, at most once a minute', async () => {
    await find(first);
    publish(first, second);
    await expect(find(second)).rejects.toThrow('unknown-kid');
    expect(requests).toBe(1);
    pass(60);
    await expect(find(second)).resolves.toBeDefined();
    expect(requests).toBe(2);
  });

  it('are relied on for as long as the deployment says', async () => {
    keys = new RemoteKeys(outbound, clock, agesOf(20));
    await find(first);
    publish(first, second);
    await expect(find(second)).rejects.toThrow('unknown-kid');
    pass(2);
    await find(second);
    publish(second);
    pass(20);
    await expect(find(first)).rejects.toThrow('unknown-kid');
    expect(requests).toBe(3);
  });

  it('cost one request a minute however many unknown kids come', async () => {
    await find(first);
    pass(60);
    const flood = Array.from({ length: 50 }, (_, at) => keys.at(uri)({ alg: 'ES256', kid: `no-${at}` }));
    const outcomes = await Promise.allSettled(flood);
    expect(outcomes.every(({ status: outcome }) => outcome === 'rejected')).toBe(true);
    await expect(find(second)).rejects.toThrow('unknown-kid');
    expect(requests).toBe(2);
  });

  it('that were taken away are no longer found', async () => {
    await find(first);
    publish(second);
    pass(600);
    await expect(find(first)).rejects.toThrow('unknown-kid');
  });

  it('are used for an hour while they cannot be fetched anew, and no longer', async () => {
    await find(first);
    status = 500;
    pass(3599);
    await expect(find(first)).resolves.toBeDefined();
    pass(11);
    await expect(find(first)).rejects.toMatchObject({ reason: 'jwks-unavailable' });
  });

  it('that cannot be fetched are not asked for again within ten seconds', async () => {
    status = 404;
    await expect(find(first)).rejects.toMatchObject({ reason: 'jwks-unavailable' });
    await expect(find(first)).rejects.toMatchObject({ reason: 'jwks-unavailable' });
    expect(requests).toBe(1);
    status = 200;
    pass(10);
    await expect(find(first)).resolves.toBeDefined();
  });

  it.each([
    ['no JSON', '<html>', 'malformed-jwks'],
    ['no key set', '{}', 'malformed-jwks'],
    ['larger than 64 KiB', ' '.repeat(70_000), 'unreachable'],
    ['a private key', JSON.stringify({ keys: [{ kty: 'EC', kid: 'a', d: 'AA' }] }), 'private-key-published'],
  ])('are unavailable when they are %s', async (_title, text, cause) => {
    body = text;
    await expect(find(first)).rejects.toMatchObject({ reason: 'jwks-unavailable', detail: { cause } });
  });

  it('are kept for two thousand addresses: the one used longest ago is forgotten', async () => {
    const counting = { fetch: () => Promise.resolve({ status: 200, headers: new Headers(), text: body }) };
    let fetched = 0;
    const many = new RemoteKeys({ fetch: () => ((fetched += 1), counting.fetch()) }, clock);
    const ask = (address: string) => many.at(address)({ alg: first.alg, kid: first.kid });
    for (let at = 0; at <= 2000; at += 1) await ask(`https://a${at}.example`);
    await ask('https://a2000.example');
    expect(fetched).toBe(2001);
    await ask('https://a0.example');
    expect(fetched).toBe(2002);
  });
});
