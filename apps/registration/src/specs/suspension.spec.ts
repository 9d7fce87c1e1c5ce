import { context } from '#testing';
import { ReinstateClient, SuspendClient } from '../change-standing.js';
import { type Answer, runRegistration, type RunningRegistration } from './running-registration.js';

const operator = { kind: 'operator', id: 'ops' } as const;
const now = () => context({ commandId: crypto.randomUUID(), at: new Date().toISOString() });

describe('a client that is suspended', () => {
  let registration: RunningRegistration;
  let clientId: string;
  let token: string;
  let request: object;
  let software_id: string;
  beforeAll(async () => {
    registration = await runRegistration();
  });
  afterAll(() => registration.close());

  const manage = (method: 'GET' | 'PUT' | 'DELETE', body?: object): Promise<Answer> =>
    registration.manage(method, clientId, token, body);
  const suspend = (cause: SuspendClient['cause']) =>
    registration.execute(new SuspendClient(now(), clientId, cause));
  /** The answer, and how many events were written for it. */
  const tried = async (ask: () => Promise<Answer>) => {
    const before = await registration.countEvents();
    const answer = await ask();
    return { ...answer, written: (await registration.countEvents()) - before };
  };
  const revoked = async () => {
    const statement = JSON.parse(
      Buffer.from(
        (request as { software_statement: string }).software_statement.split('.')[1]!,
        'base64url',
      ).toString(),
    ) as { jti: string };
    await suspend({ kind: 'software-statement', id: statement.jti, reason: 'statement-revoked' });
  };

  beforeEach(async () => {
    software_id = crypto.randomUUID();
    request = { software_statement: await registration.framework.statement({ software_id }) };
    const { body } = await registration.register(request);
    clientId = String(body['client_id']);
    token = String(body['registration_access_token']);
  });

  it('reads in its registration why', async () => {
    await suspend({ ...operator, reason: 'key-compromised' });
    expect(await manage('GET')).toMatchObject({
      status: 200,
      body: {
        meflso_client_status: 'suspended',
        meflso_suspension: { causes: [{ ...operator, reason: 'key-compromised' }] },
      },
    });
    await registration.execute(new ReinstateClient(now(), clientId, operator));
    const { body } = await manage('GET');
    expect(body).toMatchObject({ meflso_client_status: 'active' });
    expect(body).not.toHaveProperty('meflso_suspension');
  });

  it('cannot be deleted, updated by nothing better, or registered beside itself (RFC 7592 §2.2, §2.3)', async () => {
    await suspend({ ...operator, reason: 'key-compromised' });
    const denied = { status: 403, body: { error: 'access_denied' }, written: 0 };
    expect(await tried(() => manage('DELETE'))).toMatchObject(denied);
    expect(await tried(() => manage('PUT', { client_id: clientId, scope: 'openid' }))).toMatchObject(denied);
    const software_statement = await registration.framework.statement({ software_id });
    expect(await tried(() => manage('PUT', { client_id: clientId, software_statement }))).toMatchObject(
      denied,
    );
    expect(await tried(() => registration.register({ software_statement }))).toMatchObject({
      written: 0,
      status: 400,
      body: { error: 'unapproved_software_statement' },
    });
    expect(await tried(() => registration.register(request))).toMatchObject({ status: 400, written: 0 });
  });

  it('is reinstated by a newer statement, where the former one was revoked', async () => {
    await revoked();
    const software_statement = await registration.framework.statement({ software_id });
    expect(await manage('PUT', { client_id: clientId, software_statement })).toMatchObject({
      status: 200,
      body: { meflso_client_status: 'active', software_statement },
    });
  });

  it('stays the client of its software: the statement of other software does not help', async () => {
    await revoked();
    const software_statement = await registration.framework.statement();
    expect(await tried(() => manage('PUT', { client_id: clientId, software_statement }))).toMatchObject({
      written: 0,
      status: 400,
      body: { error: 'unapproved_software_statement' },
    });
  });

  it('is not reinstated by a stranger', async () => {
    await suspend({ ...operator, reason: 'key-compromised' });
    const other = await registration.register({
      software_statement: await registration.framework.statement(),
    });
    const theirs = String(other.body['registration_access_token']);
    const software_statement = await registration.framework.statement({ software_id });
    const body = { client_id: clientId, software_statement };
    expect(await tried(() => registration.manage('PUT', clientId, theirs, body))).toMatchObject({
      written: 0,
      status: 401,
      body: { error: 'invalid_token' },
    });
  });
});
