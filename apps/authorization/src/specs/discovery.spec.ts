import { didWebOf, readDidDocument } from '#crypto';
import { ISSUER, RunningAuthorization } from './running-authorization.js';

let running: RunningAuthorization;
beforeAll(async () => {
  running = await RunningAuthorization.start();
});
afterAll(() => running.stop());

describe('discovery (MEF 128 R13 of §6.3)', () => {
  it.each(['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server'])(
    '%s tells the truth',
    async (path) => {
      const { status, headers, text } = await running.browser().get(path);
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=900']);
      expect(JSON.parse(text)).toMatchObject({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        jwks_uri: `${ISSUER}/jwks`,
        response_types_supported: ['code id_token', 'code id_token token', 'code'],
        require_signed_request_object: true,
        authorization_response_iss_parameter_supported: true,
      });
    },
  );
  it('/jwks is the union of all who sign, and has no private member', async () => {
    const jwk = { kty: 'EC', kid: 'of-tokens', crv: 'P-256', x: 'x', y: 'y' };
    const view = {
      service: 'tokens',
      keys: [
        { kid: 'of-tokens', alg: 'ES256', jwk, activeFrom: '2026-01-01T00:00:00Z' },
        {
          kid: 'old',
          alg: 'ES256',
          jwk: { ...jwk, kid: 'old' },
          activeFrom: '2020-01-01T00:00:00Z',
          publishedUntil: '2021-01-01T00:00:00Z',
        },
      ],
    };
    running.neighbours.streams.set('signing-keys-tokens', { version: 1, kind: 'signing-keys', view });
    const { headers, text } = await running.browser().get('/jwks');
    const { keys } = JSON.parse(text) as { keys: Record<string, unknown>[] };
    expect(headers['cache-control']).toMatch(/^public, max-age=\d+$/);
    expect(keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(['of-tokens']));
    expect(keys.map(({ kid }) => kid)).not.toContain('old');
    expect(keys.length).toBeGreaterThan(1);
    for (const key of keys) expect(key).not.toHaveProperty('d');
  });

  it('/.well-known/did.json gives the Seller an identifier with the keys it signs with (MEF 128 R5)', async () => {
    const { text: jwks } = await running.browser().get('/jwks');
    const { headers, text } = await running.browser().get('/.well-known/did.json');
    expect(headers['content-type']).toContain('application/did+json');
    const did = didWebOf(ISSUER);
    const { keys } = readDidDocument(JSON.parse(text), did);
    const published = (JSON.parse(jwks) as { keys: { kid: string; use?: string }[] }).keys;
    const signing = published.filter(({ use }) => use !== 'enc');
    expect(signing.length).toBeLessThan(published.length); // others encrypt to some, and those prove nothing
    expect(keys.map(({ id }) => id)).toEqual(signing.map(({ kid }) => `${did}#${kid}`));
    for (const { relationships } of keys)
      expect(relationships).toEqual(['assertionMethod', 'authentication']);
  });
});
