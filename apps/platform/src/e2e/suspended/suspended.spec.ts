import { eventually, flow } from '#testing';
import { quiet, titled, writersOf } from '../bad-input/check-row.js';
import { type TestPlatform, startTestPlatform } from '../test-platform.js';
import { makeWorld, type World } from '../world.js';
import { anotherStatement, revokeStatement } from './revocation.js';
import { suspendedRows } from './suspended.rows.js';

describe('a client whose software statement was revoked', () => {
  let platform: TestPlatform;
  let world: World;
  beforeAll(async () => {
    platform = await startTestPlatform(quiet);
    world = await makeWorld(platform.origin, platform.person);
    await revokeStatement(platform.origin, world.alice.statement);
    await eventually(async () => {
      if ((await registration()).body['meflso_client_status'] !== 'suspended')
        throw new Error('not suspended');
    });
  }, 180_000);
  afterAll(() => platform.stop());

  const manage = (method: 'GET' | 'PUT', body?: object) => {
    const { client, registrationToken } = world.alice;
    const headers = { authorization: `Bearer ${registrationToken}` };
    return flow.call<Record<string, unknown>>(method, `${platform.origin}/register/${client.clientId}`, {
      headers,
      ...(body && { body }),
    });
  };
  const registration = () => manage('GET');

  it('is tried in 25 ways and more', () => {
    expect(suspendedRows.length).toBeGreaterThanOrEqual(25);
  });

  it.each(titled(suspendedRows))('is refused at %s', async (_title, row) => {
    expect(await writersOf({ platform, world }, row)).toEqual([]);
  });

  it('leaves others alone', async () => {
    const { accessToken } = world.mallory;
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await flow.call('GET', `${platform.origin}/intents`, { headers })).status).toBe(200);
    const { body } = await flow.introspect(world.mallory.client, world.alice.accessToken);
    expect(body).toEqual({ active: false });
  });

  it('is reinstated by another statement: with new tokens, its intents as they were, and none of its old tokens', async () => {
    const software_statement = await anotherStatement(platform.origin, world.alice.statement);
    const { clientId } = world.alice.client;
    const answer = await manage('PUT', { ...world.alice.request, client_id: clientId, software_statement });
    expect(answer).toMatchObject({ status: 200, body: { meflso_client_status: 'active' } });
    const read = (token: string) =>
      flow.call<{ status: string }>(
        'GET',
        `${platform.origin}/intents/${encodeURIComponent(world.alice.pendingIntent)}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
    await eventually(async () => {
      const fresh = await flow.clientToken(world.alice.client, 'intents');
      expect(await read(fresh)).toMatchObject({ status: 200, body: { status: 'pending' } });
    });
    expect((await read(world.alice.accessToken)).status).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: world.recurring.refreshToken };
    expect((await flow.token(world.alice.client, refresh)).status).toBe(400);
  });
});
