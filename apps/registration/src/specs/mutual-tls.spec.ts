import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestPki } from '#testing';
import { runRegistration, type RunningRegistration } from './running-registration.js';

const dn = { tls_client_auth_subject_dn: 'cn=App, OU=unit,O=Acme,C=ae' };
const pki = { token_endpoint_auth_method: 'tls_client_auth' };
const selfSigned = { token_endpoint_auth_method: 'self_signed_tls_client_auth' };
const bound = { tls_client_certificate_bound_access_tokens: true };

type Where = 'none' | 'handshakes' | 'authorities' | 'hub' | 'fapi';

/** Registration in deployments that take certificates of nobody, of anybody, and of those whom an authority vouches for. */
describe('registration for mutual TLS (RFC 8705 §2, §3.4)', () => {
  let folder: string;
  let at: Readonly<Record<Where, RunningRegistration>>;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-register-'));
    const file = join(folder, 'ca.pem');
    writeFileSync(file, (await TestPki.make()).pem);
    const proxied = { ASSENT_CLIENT_CERTIFICATES: 'proxy', ASSENT_TRUSTED_PROXIES: 'loopback' };
    const trusting = { ...proxied, ASSENT_CLIENT_CA: file };
    const [none, handshakes, authorities, hub, fapi] = await Promise.all([
      runRegistration(),
      runRegistration({}, proxied),
      runRegistration({}, trusting),
      runRegistration({ profile: 'uae-api-hub' }, trusting),
      runRegistration({ profile: 'fapi1-advanced' }),
    ]);
    at = { none, handshakes, authorities, hub, fapi };
  });
  afterAll(async () => {
    await Promise.all(Object.values(at).map((each) => each.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  const register = async (where: Where, metadata: object) => {
    const software_statement = await at[where].framework.statement();
    return at[where].register({ software_statement, ...metadata });
  };

  const uae = { response_types: ['code'], id_token_signed_response_alg: 'PS256' };
  it.each([
    ['authorities', { ...pki, ...dn }, { ...pki, tls_client_auth_subject_dn: 'CN=App,OU=unit,O=Acme,C=ae' }],
    [
      'authorities',
      { ...pki, tls_client_auth_san_dns: 'App.acme.example' },
      { tls_client_auth_san_dns: 'app.acme.example' },
    ],
    [
      'authorities',
      { ...pki, tls_client_auth_san_uri: 'urn:acme:app' },
      { tls_client_auth_san_uri: 'urn:acme:app' },
    ],
    [
      'authorities',
      { ...pki, tls_client_auth_san_ip: '2001:DB8::1' },
      { tls_client_auth_san_ip: '2001:db8::1' },
    ],
    [
      'authorities',
      { ...pki, tls_client_auth_san_email: 'app@ACME.example' },
      { tls_client_auth_san_email: 'app@acme.example' },
    ],
    ['authorities', selfSigned, selfSigned],
    ['handshakes', { ...selfSigned, ...bound }, { ...selfSigned, ...bound }],
    ['handshakes', bound, { token_endpoint_auth_method: 'private_key_jwt', ...bound }],
    [
      'none',
      {},
      { token_endpoint_auth_method: 'private_key_jwt', tls_client_certificate_bound_access_tokens: false },
    ],
    [
      'none',
      { tls_client_certificate_bound_access_tokens: false },
      { tls_client_certificate_bound_access_tokens: false },
    ],
    ['hub', uae, { token_endpoint_auth_method: 'private_key_jwt', ...bound }],
  ] as const)('takes at %s: %j', async (where, metadata, told) => {
    const { status, body } = await register(where, metadata);
    expect([status, body]).toMatchObject([201, told]);
    const read = await at[where].manage(
      'GET',
      String(body.client_id),
      String(body.registration_access_token),
    );
    expect(read.body).toMatchObject(told);
  });

  it.each([
    ['tls_client_auth without a subject', 'authorities', pki],
    ['two subjects', 'authorities', { ...pki, ...dn, tls_client_auth_san_dns: 'app.acme.example' }],
    ['a subject that is no name', 'authorities', { ...pki, tls_client_auth_subject_dn: 'Acme' }],
    ['a subject as OpenSSL prints it', 'authorities', { ...pki, tls_client_auth_subject_dn: '/C=AE/CN=app' }],
    ['a host name that is none', 'authorities', { ...pki, tls_client_auth_san_dns: 'https://acme.example' }],
    ['an empty subject', 'authorities', { ...pki, tls_client_auth_subject_dn: '' }],
    ['a subject of the wrong type', 'authorities', { ...pki, tls_client_auth_subject_dn: ['CN=app'] }],
    ['a subject for another method', 'authorities', dn],
    ['a subject for a self-signed certificate', 'authorities', { ...selfSigned, ...dn }],
    ['tls_client_auth, where there is no authority', 'handshakes', { ...pki, ...dn }],
    ['tls_client_auth, where nobody is asked for certificates', 'none', { ...pki, ...dn }],
    ['self_signed_tls_client_auth, where nobody is asked', 'none', selfSigned],
    ['bound tokens, where nobody is asked', 'none', bound],
    ['bound tokens as text', 'authorities', { tls_client_certificate_bound_access_tokens: 'true' }],
    [
      'bound tokens from the front channel',
      'authorities',
      { ...bound, response_types: ['code id_token token'] },
    ],
    ['tls_client_auth, in the UAE API Hub', 'hub', { ...uae, ...pki, ...dn }],
    [
      'tokens that are not bound, in the UAE API Hub',
      'hub',
      { ...uae, tls_client_certificate_bound_access_tokens: false },
    ],
    ['a profile that binds tokens, where nobody is asked', 'fapi', { response_types: ['code id_token'] }],
    ['mutual TLS by a name of its own', 'authorities', { token_endpoint_auth_method: 'mtls' }],
  ] as const)('refuses %s, and writes nothing', async (_title, where, metadata) => {
    const before = await at[where].countEvents();
    const { status, body } = await register(where, metadata);
    expect([status, body.error]).toEqual([400, 'invalid_client_metadata']);
    expect(await at[where].countEvents()).toBe(before);
  });

  it('is changed by an update (RFC 7592 §2.2)', async () => {
    const { body } = await register('authorities', { ...pki, ...dn, ...bound });
    const [clientId, token] = [String(body.client_id), String(body.registration_access_token)];
    const update = (metadata: object) =>
      at.authorities.manage('PUT', clientId, token, { client_id: clientId, ...metadata });
    const changed = { ...pki, tls_client_auth_san_dns: 'app.acme.example', ...bound };
    expect(await update(changed)).toMatchObject({ status: 200, body: changed });
    expect((await update({ ...changed, ...dn })).status).toBe(400);
    const { body: plain } = await update({});
    expect(plain).toMatchObject({
      token_endpoint_auth_method: 'private_key_jwt',
      tls_client_certificate_bound_access_tokens: false,
    });
    expect(plain).not.toHaveProperty('tls_client_auth_san_dns');
  });
});
