import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { newKey } from './trust-framework.js';
import { type Answer, runRegistration, type RunningRegistration } from './running-registration.js';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

describe('client registration (RFC 7591)', () => {
  let registration: RunningRegistration;
  beforeAll(async () => {
    registration = await runRegistration();
  });
  afterAll(() => registration.close());
  const statement = (change = {}) => registration.framework.statement(change);
  const statementOf = async (change = {}) => ({ software_statement: await statement(change) });

  it('§3.2.1: answers 201 with all metadata, the statement unmodified, and no-store', async () => {
    const body = {
      ...(await statementOf()),
      redirect_uris: ['https://buyer.example/callback'],
      response_types: ['code id_token'],
      grant_types: ['authorization_code', 'client_credentials'],
      client_name: 'A name the statement does not have',
      scope: 'openid createQuote',
      meflso_listener_token_endpoint: 'https://buyer.example/token',
      meflso_listener_client_id: 'seller',
      meflso_payload_authenticity: 'required',
      meflso_body_forms: ['jwt', 'detached'],
      meflso_certified_messages: 'offered',
    };
    const answer = await registration.register(body);
    expect(answer.status).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).toMatchObject({
      ...body,
      client_name: 'Quote desk', // §2.3: the statement takes precedence
      client_id: expect.stringMatching(/^[\w-]{22}$/),
      registration_access_token: expect.stringMatching(/^[\w-]{43}$/),
      registration_client_uri: `${registration.issuer}/register/${String(answer.body['client_id'])}`,
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'PS256',
      jwks_uri: `${registration.framework.url}/software`,
    });
  });

  it('§2: takes redirect URIs and scope from the statement when the body has none', async () => {
    const { body } = await registration.register(await statementOf());
    expect(body).toMatchObject({
      redirect_uris: ['https://buyer.example/callback', 'https://buyer.example/other'],
      grant_types: ['authorization_code'],
      response_types: ['code'],
      scope: expect.stringContaining('createQuote'),
    });
  });

  it.each(['ES256', 'EdDSA'])('believes statements signed with %s', async (alg) => {
    const key = await newKey(alg);
    const other = await runRegistration();
    try {
      Object.assign(other.framework.key, key);
      const software_statement = await other.framework.statement();
      expect((await other.register({ software_statement })).status).toBe(201);
    } finally {
      await other.close();
    }
  });

  it('gives a repeat the same client, and no registration access token', async () => {
    const body = await statementOf();
    const [first, again] = [await registration.register(body), await registration.register(body)];
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body['client_id']).toBe(first.body['client_id']);
    expect(again.body).not.toHaveProperty('registration_access_token');
  });

  it('gives one of fifty at once the client and its token, with its events', async () => {
    const body = await statementOf();
    const before = await registration.countEvents();
    const answers = await Promise.all(Array.from({ length: 50 }, () => registration.register(body)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(answers.filter((answer) => 'registration_access_token' in answer.body)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body['client_id'])).size).toBe(1);
    expect(await registration.countEvents()).toBe(before + 2); // registered, and why
  });

  it('lets one of fifty different requests with one statement through', async () => {
    const { software_statement } = await statementOf();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        registration.register({ software_statement, client_name: `Desk ${index}` }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(49);
    expect(refused.every(({ body }) => body['error'] === 'invalid_software_statement')).toBe(true);
  });

  describe('a repeat that proves the key of the client', () => {
    const assertionFor = ({ body }: Answer, change: object = {}, key = registration.framework.softwareKey) =>
      new SignJWT({
        iss: body['client_id'] as string,
        sub: body['client_id'] as string,
        aud: `${registration.issuer}/register`,
        exp: Math.floor(Date.now() / 1000) + 60,
        jti: randomUUID(),
        ...change,
      })
        .setProtectedHeader({ alg: key.alg, kid: key.kid })
        .sign(key.privateKey);
    const repeatWith = async (body: object, client_assertion: string) =>
      registration.register({ ...body, client_assertion_type: assertionType, client_assertion });

    it('gets a new registration access token, and the old one ends', async () => {
      const body = await statementOf();
      const first = await registration.register(body);
      const again = await repeatWith(body, await assertionFor(first));
      expect(again.status).toBe(200);
      const clientId = String(first.body['client_id']);
      const tokenOf = (answer: Answer) => String(answer.body['registration_access_token']);
      expect((await registration.manage('GET', clientId, tokenOf(again))).status).toBe(200);
      expect((await registration.manage('GET', clientId, tokenOf(first))).status).toBe(401);
    });

    it('works once: who replays the whole request gets nothing', async () => {
      const body = await statementOf();
      const assertion = await assertionFor(await registration.register(body));
      await repeatWith(body, assertion);
      expect(await repeatWith(body, assertion)).toMatchObject({ status: 400 });
    });

    it.each([
      ['of another audience', { aud: 'https://other.example' }],
      ['for this endpoint and another', { aud: ['http://localhost:3999/register', 'https://other.example'] }],
      ['for the token endpoint, whose assertions are not remembered here', { aud: 'http://localhost:3999' }],
      ['of another subject', { sub: 'someone' }],
      ['of another issuer', { iss: 'someone' }],
      ['that has expired', { exp: Math.floor(Date.now() / 1000) - 60 }],
      ['that lives for an hour', { exp: Math.floor(Date.now() / 1000) + 3600 }],
      ['that is a request object', { response_type: 'code' }],
    ])('is refused with an assertion %s', async (_title, change) => {
      const body = await statementOf();
      const first = await registration.register(body);
      const answer = await repeatWith(body, await assertionFor(first, change));
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_client_metadata' } });
    });

    it('is refused with an assertion by another key', async () => {
      const body = await statementOf();
      const first = await registration.register(body);
      const { kid } = registration.framework.softwareKey;
      const answer = await repeatWith(
        body,
        await assertionFor(first, {}, { ...(await newKey('ES256')), kid }),
      );
      expect(answer.status).toBe(400);
    });
  });

  it('gives one piece of software one client, and another after that is deleted, again and again', async () => {
    const software_id = randomUUID();
    for (let generation = 1; generation <= 3; generation++) {
      const first = await registration.register(await statementOf({ software_id }));
      expect(first.status).toBe(201);
      const second = await registration.register(await statementOf({ software_id }));
      expect(second).toMatchObject({ status: 400, body: { error: 'unapproved_software_statement' } });
      const { client_id, registration_access_token } = first.body as Record<string, string>;
      expect((await registration.manage('DELETE', client_id!, registration_access_token)).status).toBe(204);
    }
  });

  it('gives software many clients when the terms of its issuer say so', async () => {
    const generous = await runRegistration({ clientsPerSoftware: 'many' });
    try {
      const software_id = randomUUID();
      for (let client = 0; client < 3; client++) {
        const software_statement = await generous.framework.statement({ software_id });
        expect((await generous.register({ software_statement })).status).toBe(201);
      }
    } finally {
      await generous.close();
    }
  });

  it('does not bring a deleted client back by its old request', async () => {
    const body = await statementOf();
    const { client_id, registration_access_token } = (await registration.register(body)).body as Record<
      string,
      string
    >;
    await registration.manage('DELETE', client_id!, registration_access_token);
    expect(await registration.register(body)).toMatchObject({
      status: 400,
      body: { error: 'invalid_software_statement' },
    });
  });
});
