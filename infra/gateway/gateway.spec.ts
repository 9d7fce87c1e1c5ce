import { request as httpRequest } from 'node:http';
import { eventually } from '#testing';
import { GatewayWorld, post, type Seen } from './fixtures/gateway-world.js';

describe('the gateway', () => {
  const world = new GatewayWorld();
  afterEach(() => world.stop());
  const replica = world.replica.bind(world);
  const gatewayTo = world.gatewayTo.bind(world);

  it('passes a request on with its Host, and says who asked', async () => {
    const tokens = await replica();
    const { origin } = await gatewayTo({ tokens: [tokens] });
    const answer = await post(`${origin}/token?x=1`);
    expect([answer.status, await answer.text()]).toEqual([200, 'done']);
    const [{ request, body }] = tokens.seen as [Seen];
    expect([request.method, request.url, body]).toEqual(['POST', '/token?x=1', 'a=b']);
    expect(request.headers).toMatchObject({
      host: new URL(origin).host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'content-length': '3',
    });
  });

  it('believes nobody who says on whose behalf they ask, and keeps the headers of a connection to itself', async () => {
    const tokens = await replica();
    const { origin } = await gatewayTo({ tokens: [tokens] });
    const lies = {
      'x-forwarded-for': '10.1.1.1',
      forwarded: 'for=10.1.1.1',
      'x-real-ip': '10.1.1.1',
      'client-cert': 'x',
    };
    await rawRequest(origin, {
      ...lies,
      connection: 'keep-alive, x-private',
      'x-private': '1',
      te: 'trailers',
    });
    const { headers } = (tokens.seen[0] as Seen).request;
    expect(headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['forwarded']));
    for (const name of ['forwarded', 'x-real-ip', 'client-cert', 'x-private', 'te'])
      expect([name, headers[name]]).toEqual([name, undefined]);
  });

  it('leaves repeated headers repeated, for services to refuse', async () => {
    const tokens = await replica();
    const { origin } = await gatewayTo({ tokens: [tokens] });
    await rawRequest(origin, { dpop: ['one', 'two'] });
    const { rawHeaders } = (tokens.seen[0] as Seen).request;
    expect(rawHeaders.filter((part) => part === 'one' || part === 'two')).toEqual(['one', 'two']);
  });

  it('says when a service is away, and finds it again', async () => {
    const tokens = await replica();
    const { origin } = await gatewayTo({ tokens: [tokens] });
    await tokens.stop();
    const answer = await post(`${origin}/token`);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await (await fetch(`${origin}/readyz`)).json()).toEqual({
      status: 'unavailable',
      services: { tokens: 0 },
    });
    await tokens.start();
    await eventually(async () => expect((await post(`${origin}/token`)).status).toBe(200));
  });

  it('waits for an answer for so long and no longer', async () => {
    const tokens = await replica(() => undefined);
    const { origin } = await gatewayTo({ tokens: [tokens] }, 300);
    const answer = await post(`${origin}/token`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([504, '1']);
  });

  it('never makes half an answer look like a whole one', async () => {
    const tokens = await replica((request, response) => {
      response.write('half');
      setTimeout(() => request.socket.destroy(), 50);
    });
    const { origin } = await gatewayTo({ tokens: [tokens] });
    const answer = await post(`${origin}/token`);
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it('takes no body that is longer than any service takes', async () => {
    const tokens = await replica();
    const { origin } = await gatewayTo({ tokens: [tokens] });
    expect((await post(`${origin}/token`, 'x'.repeat(700_000))).status).toBe(413);
    expect((await post(`${origin}/token`, 'x'.repeat(500_000))).status).toBe(200);
    expect(tokens.seen.map(({ body }) => body.length)).toEqual([500_000]);
  });

  it('has a side for services among themselves, which the public side does not lead to', async () => {
    const tokens = await replica();
    const { origin, internal } = await gatewayTo({ tokens: [tokens] });
    expect((await fetch(`${origin}/internal/tokens/front-channel`)).status).toBe(404);
    expect((await fetch(`${origin}/tokens/internal/tokens/front-channel`)).status).toBe(404);
    expect((await fetch(`${internal}/tokens/internal/tokens/front-channel?a=b`)).status).toBe(200);
    expect(tokens.seen.map(({ request }) => request.url)).toEqual(['/internal/tokens/front-channel?a=b']);
  });
});

const rawRequest = (origin: string, headers: Record<string, string | string[]>): Promise<void> =>
  new Promise((done, failed) => {
    const sending = httpRequest(`${origin}/token`, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => done());
    });
    sending.once('error', failed).end();
  });
