import { runRegistration, type RunningRegistration } from './running-registration.js';

describe('client management (RFC 7592)', () => {
  let registration: RunningRegistration;
  let clientId: string;
  let token: string;
  beforeAll(async () => {
    registration = await runRegistration();
  });
  beforeEach(async () => {
    const software_statement = await registration.framework.statement();
    const { body } = await registration.register({ software_statement });
    clientId = String(body['client_id']);
    token = String(body['registration_access_token']);
  });
  afterAll(() => registration.close());

  it('§2.1: reads the client', async () => {
    const answer = await registration.manage('GET', clientId, token);
    expect(answer).toMatchObject({
      status: 200,
      body: { client_id: clientId, registration_access_token: token },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('§2.2: replaces the metadata, under the statement that is known', async () => {
    const change = { client_id: clientId, redirect_uris: ['https://buyer.example/other'], scope: 'openid' };
    const answer = await registration.manage('PUT', clientId, token, change);
    expect(answer).toMatchObject({ status: 200, body: change });
    expect((await registration.manage('GET', clientId, token)).body).toMatchObject(change);
  });

  it('§2.2: takes a newer statement of the same software', async () => {
    const { body } = await registration.manage('GET', clientId, token);
    const software_redirect_uris = ['https://buyer.example/new'];
    const newer = { software_id: body['software_id'], software_redirect_uris };
    const software_statement = await registration.framework.statement(newer);
    const change = { client_id: clientId, software_statement };
    const answer = await registration.manage('PUT', clientId, token, change);
    expect(answer).toMatchObject({
      status: 200,
      body: { redirect_uris: software_redirect_uris, software_statement },
    });
  });

  it.each([
    ['no client_id', {}, 'invalid_client_metadata'],
    ['the client_id of another', { client_id: 'other' }, 'invalid_client_metadata'],
    ['a member of the server', { registration_access_token: 'mine' }, 'invalid_client_metadata'],
    [
      'a redirect URI that the statement lacks',
      { redirect_uris: ['https://evil.example/'] },
      'invalid_redirect_uri',
    ],
    ['keys by value', { jwks: { keys: [] } }, 'invalid_client_metadata'],
  ])('§2.2: refuses %s', async (title, change, error) => {
    const body = title.includes('client_id') ? change : { client_id: clientId, ...change };
    const before = await registration.countEvents();
    expect(await registration.manage('PUT', clientId, token, body)).toMatchObject({
      status: 400,
      body: { error },
    });
    expect(await registration.countEvents()).toBe(before);
  });

  it('§2.2: refuses a statement of other software, and one that was used', async () => {
    const other = await registration.framework.statement();
    const body = { client_id: clientId, software_statement: other };
    expect(await registration.manage('PUT', clientId, token, body)).toMatchObject({
      status: 400,
      body: { error: 'unapproved_software_statement' },
    });
    await registration.register({ software_statement: other });
    expect(await registration.manage('PUT', clientId, token, body)).toMatchObject({ status: 400 });
  });

  it('§2.3: deletes the client, whose token is of no use then', async () => {
    expect((await registration.manage('DELETE', clientId, token)).status).toBe(204);
    for (const method of ['GET', 'PUT', 'DELETE'] as const) {
      const body = method === 'PUT' ? { client_id: clientId } : undefined;
      expect((await registration.manage(method, clientId, token, body)).status).toBe(401);
    }
  });

  it.each(['GET', 'PUT', 'DELETE'] as const)(
    '§2: answers %s alike for a wrong token and an unknown client',
    async (method) => {
      const body = method === 'PUT' ? { client_id: clientId } : undefined;
      const before = await registration.countEvents();
      const answers = await Promise.all([
        registration.manage(method, clientId, 'wrong', body),
        registration.manage(method, clientId, undefined, body),
        registration.manage(method, 'unknown', token, body),
      ]);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_token' } });
        expect(answer.headers['www-authenticate']).toContain('Bearer');
      }
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
      expect(await registration.countEvents()).toBe(before);
    },
  );

  it('keeps the token of one client from another', async () => {
    const software_statement = await registration.framework.statement();
    const other = (await registration.register({ software_statement })).body;
    expect((await registration.manage('GET', String(other['client_id']), token)).status).toBe(401);
  });
});
