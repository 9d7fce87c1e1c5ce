import { decodeJwt } from 'jose';
import { selfSigned, type TestCertificate } from '#testing';
import { byPki, MutualTls, subject, told } from './mutual-tls.fixture.js';
import type { Answer } from './running-tokens.js';
import type { Form, TestClient } from './test-client.js';
import { verifier } from './consent.js';

const clientCredentials = { grant_type: 'client_credentials', scope: 'intents' };
const outcome = ({ status, body }: Answer): string => [status, body.error].filter(Boolean).join(' ');

describe('tokens that are bound to a certificate (RFC 8705 §3)', () => {
  let world: MutualTls;
  let bound: TestClient;
  let free: TestClient;
  let hub: TestClient;
  let pki: TestClient;
  let certificate: TestCertificate;
  let thief: TestCertificate;

  beforeAll(async () => {
    world = await MutualTls.start();
    bound = await world.tokens.client({ certificateBoundTokens: true });
    free = await world.tokens.client();
    hub = await world.tokens.client({ profile: 'uae-api-hub' }, 'PS256');
    pki = await world.tokens.client(byPki());
    certificate = await world.issuing.issue({ subject });
    thief = await world.issuing.issue({ subject: 'CN=thief,O=Acme,C=AE' });
  });
  afterAll(() => world.stop());

  const redeem = async (client: TestClient, by?: TestCertificate) => {
    const { code } = await world.tokens.consent(client, [{ usage: 'recurring' }]);
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://buyer.example/callback',
      code_verifier: verifier,
    };
    return client === pki
      ? world.post('/token', { client_id: pki.id, ...form }, by)
      : world.signed(client, '/token', form, by);
  };
  const userinfo = (token: unknown, by?: TestCertificate) =>
    world.tokens.inject({
      method: 'GET',
      url: '/userinfo',
      headers: { authorization: `Bearer ${String(token)}`, ...(by && told(by)) },
    });
  const cnf = (token: unknown): unknown => decodeJwt(String(token)).cnf;

  it('are given where the client registered for it: access and resource token say so, the id_token does not', async () => {
    const { body } = await redeem(bound, certificate);
    const confirmation = { 'x5t#S256': certificate.certificate.id };
    expect([cnf(body.access_token), cnf(body.resource_token)]).toEqual([confirmation, confirmation]);
    expect(cnf(body.id_token)).toBeUndefined();
    const introspected = await world.signed(bound, '/introspect', { token: String(body.refresh_token) });
    expect(introspected.body).toMatchObject({ active: true, cnf: confirmation });
  });

  it('are not given where nobody asked for them, certificate or not', async () => {
    const answer = await world.signed(free, '/token', clientCredentials, certificate);
    expect([answer.status, cnf(answer.body.access_token)]).toEqual([200, undefined]);
  });

  it.each([
    [
      'no certificate, for a client that registered for bound tokens',
      () => bound,
      undefined,
      '400 invalid_request',
    ],
    [
      'any certificate of which it has the key (§3)',
      () => bound,
      () => selfSigned({ subject: 'CN=x' }),
      '200',
    ],
    ['no certificate, in the UAE API Hub', () => hub, undefined, '400 invalid_request'],
    [
      'a certificate that nobody vouches for, in the UAE API Hub',
      () => hub,
      () => selfSigned({ subject }),
      '401 invalid_client',
    ],
    [
      'a certificate of another authority, in the UAE API Hub',
      () => hub,
      () => world.foreign.issue({ subject }),
      '401 invalid_client',
    ],
    [
      'a C1 of the trust framework, in the UAE API Hub',
      () => hub,
      () => world.issuing.issue({ subject }),
      '200',
    ],
  ] as const)('are asked for with %s', async (_title, client, by, expected) => {
    const before = (await world.tokens.events()).length;
    const answer = await world.signed(client(), '/token', { grant_type: 'client_credentials' }, await by?.());
    expect(outcome(answer)).toBe(expected);
    expect((await world.tokens.events()).length - before).toBe(expected === '200' ? 1 : 0);
    const isBound = answer.status === 200 && cnf(answer.body.access_token) !== undefined;
    expect(isBound).toBe(expected === '200');
  });

  it('are of no use at userinfo without the certificate, or with another', async () => {
    const { body } = await redeem(bound, certificate);
    expect((await userinfo(body.access_token, certificate)).status).toBe(200);
    for (const by of [undefined, thief]) {
      const { status, headers, body: refusal } = await userinfo(body.access_token, by);
      expect([status, refusal.error]).toEqual([401, 'invalid_token']);
      expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    }
  });

  describe('are refreshed', () => {
    const refresh = (client: TestClient, token: unknown, by?: TestCertificate, form: Form = {}) => {
      const asked = { grant_type: 'refresh_token', refresh_token: String(token), ...form };
      return client === pki
        ? world.post('/token', { client_id: pki.id, ...asked }, by)
        : world.signed(client, '/token', asked, by);
    };

    it('with the same certificate, and the new ones are bound to it', async () => {
      const { body } = await redeem(bound, certificate);
      const answer = await refresh(bound, body.refresh_token, certificate);
      expect([answer.status, cnf(answer.body.access_token)]).toEqual([200, cnf(body.access_token)]);
    });

    it('with a successor: the same subject, by an authority; the new ones are bound to that', async () => {
      const { body } = await redeem(bound, certificate);
      const renewed = await world.issuing.issue({ subject: subject.replace('app', 'APP') });
      const { status, body: next } = await refresh(bound, body.refresh_token, renewed);
      expect([status, cnf(next.access_token), cnf(next.resource_token)]).toEqual([
        200,
        { 'x5t#S256': renewed.certificate.id },
        { 'x5t#S256': renewed.certificate.id },
      ]);
    });

    it.each([
      ['with none', undefined, '400 invalid_request'],
      ['with that of another', () => thief, '400 invalid_grant'],
      ['with one of the same subject by nobody', () => selfSigned({ subject }), '400 invalid_grant'],
      [
        'with one of the same subject by another authority',
        () => world.foreign.issue({ subject }),
        '400 invalid_grant',
      ],
    ] as const)('not %s, and that ends nothing', async (_title, by, expected) => {
      const { body } = await redeem(bound, certificate);
      expect(outcome(await refresh(bound, body.refresh_token, await by?.()))).toBe(expected);
      expect((await refresh(bound, body.refresh_token, certificate)).status).toBe(200);
    });

    it('by whatever certificate proved the client, where that is how it authenticates (§7.1)', async () => {
      const { body } = await redeem(pki, certificate);
      const renewed = await world.issuing.issue({ subject });
      const { status, body: next } = await refresh(pki, body.refresh_token, renewed);
      expect([status, cnf(next.access_token)]).toEqual([200, { 'x5t#S256': renewed.certificate.id }]);
      expect(outcome(await refresh(pki, next.refresh_token, thief))).toBe('401 invalid_client');
    });
  });
});
