import type { RequestListener } from 'node:http';
import { eventually } from '#testing';
import { breakOff, GatewayWorld, post } from './fixtures/gateway-world.js';

describe('the gateway, where a service has replicas,', () => {
  const world = new GatewayWorld();
  afterEach(() => world.stop());
  const replica = world.replica.bind(world);
  const gatewayTo = world.gatewayTo.bind(world);

  it('takes turns between replicas', async () => {
    const [one, other] = [await replica(), await replica()];
    const { origin } = await gatewayTo({ tokens: [one, other] });
    await eventually(async () => {
      await post(`${origin}/token`);
      expect(other.seen.length).toBeGreaterThan(0);
    });
    const before = [one.seen.length, other.seen.length];
    for (let count = 0; count < 10; count += 1) await post(`${origin}/token`);
    expect([one.seen.length - before[0]!, other.seen.length - before[1]!]).toEqual([5, 5]);
  });

  it('sends a request that a replica refused to connect for to another one, at once', async () => {
    const [gone, there] = [await replica(), await replica()];
    const { origin } = await gatewayTo({ tokens: [gone, there] });
    await gone.stop();
    const statuses = await Promise.all(
      Array.from({ length: 20 }, async () => (await post(`${origin}/token`)).status),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(there.seen.length).toBe(20);
  });

  it('sends nothing twice that may have had an effect', async () => {
    const [one, other] = [await replica(breakOff), await replica(breakOff)];
    const { origin } = await gatewayTo({ tokens: [one, other] });
    const answer = await post(`${origin}/token`);
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ type: 'urn:assent:problem:service-broke-off', status: 502 });
    expect(one.seen.length + other.seen.length).toBe(1);
  });

  it('asks another replica for what is only read', async () => {
    const [bad, good] = [await replica(breakOff), await replica()];
    const { origin } = await gatewayTo({ intents: [bad, good] });
    for (let count = 0; count < 4; count += 1) expect((await fetch(`${origin}/intents/1`)).status).toBe(200);
  });

  it('takes a request that came to a service that shuts down to another replica', async () => {
    const closing: RequestListener = (_request, response) =>
      response.writeHead(503, { connection: 'close', 'content-type': 'application/json' }).end('{}');
    const [leaving, there] = [await replica(closing), await replica()];
    const { origin } = await gatewayTo({ tokens: [leaving, there] });
    for (let count = 0; count < 4; count += 1) expect((await post(`${origin}/token`)).status).toBe(200);
  });

  it('does not send to a replica that is not ready', async () => {
    const [one, other] = [await replica(), await replica()];
    const { origin } = await gatewayTo({ tokens: [one, other] });
    one.ready = false;
    await eventually(async () => {
      one.seen.length = 0;
      for (let count = 0; count < 4; count += 1) await post(`${origin}/token`);
      expect(one.seen.length).toBe(0);
    });
  });
});
