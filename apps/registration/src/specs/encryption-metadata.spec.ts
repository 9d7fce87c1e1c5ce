import { runRegistration, type RunningRegistration } from './running-registration.js';

let registration: RunningRegistration;
beforeAll(async () => {
  // One after the other, under the profile of the guide's samples.
  registration = await runRegistration({ profile: 'w128-guide', clientsPerSoftware: 'many' });
});
afterAll(() => registration.close());
const register = async (more: object) =>
  registration.register({ software_statement: await registration.framework.statement(), ...more });

const requests = (alg?: unknown, enc?: unknown) => ({
  request_object_encryption_alg: alg,
  request_object_encryption_enc: enc,
});
const tokens = (alg?: unknown, enc?: unknown) => ({
  id_token_encrypted_response_alg: alg,
  id_token_encrypted_response_enc: enc,
});

describe('what a client registers to encrypt (OIDC Registration §2)', () => {
  it.each([
    [requests('RSA-OAEP-256', 'A256GCM')],
    [tokens('ECDH-ES', 'A128GCM')],
    [{ ...requests('ECDH-ES+A256KW', 'A256CBC-HS512'), ...tokens('RSA-OAEP-256', 'A256GCM') }],
  ])('is kept and told back: %j', async (metadata) => {
    const { status, body } = await register(metadata);
    expect(status).toBe(201);
    expect(body).toMatchObject(metadata);
    const read = await registration.manage(
      'GET',
      String(body['client_id']),
      String(body['registration_access_token']),
    );
    expect(read.body).toMatchObject(metadata);
  });

  it('is nothing when it is not said', async () => {
    expect(JSON.stringify((await register({})).body)).not.toContain('encrypt');
  });

  it.each<[string, object]>([
    ['alg without enc, whose default A128CBC-HS256 is not ours', requests('RSA-OAEP-256')],
    ['enc without alg', requests(undefined, 'A256GCM')],
    ['that default itself', requests('RSA-OAEP-256', 'A128CBC-HS256')],
    ['A192GCM', tokens('RSA-OAEP-256', 'A192GCM')],
    ['RSA1_5', requests('RSA1_5', 'A256GCM')],
    ['RSA-OAEP with SHA-1', tokens('RSA-OAEP', 'A256GCM')],
    ['dir', tokens('dir', 'A256GCM')],
    ['a shared key', tokens('A256KW', 'A256GCM')],
    ['a password', requests('PBES2-HS512+A256KW', 'A256GCM')],
    ['none', requests('none', 'none')],
    ['Ed25519, as MEF 128 D11 has it', requests('EdDSA', 'A256GCM')],
    ['a property of all objects', requests('constructor', '__proto__')],
    ['a list', requests(['RSA-OAEP-256'], ['A256GCM'])],
    ['id_tokens with alg alone', tokens('ECDH-ES')],
  ])('is refused: %s', async (_title, metadata) => {
    const before = await registration.countEvents();
    const { status, body } = await register(metadata);
    expect([status, body['error']]).toEqual([400, 'invalid_client_metadata']);
    expect(await registration.countEvents()).toBe(before);
  });

  it('RS256 is registered under the profile of the guide, which alone has it', async () => {
    const { status, body } = await register({ request_object_signing_alg: 'RS256' });
    expect(status).toBe(201);
    expect(body['request_object_signing_alg']).toBe('RS256');
    expect((await register({ id_token_signed_response_alg: 'RS256' })).status).toBe(400);
  });
});
