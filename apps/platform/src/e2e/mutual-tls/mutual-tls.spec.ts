import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { Browser, connectWith, describeUnless, eventually, flow, intentFor, ownQuote } from '#testing';
import { walk, type WalkState } from '../../../../buyer/src/index.js';
import type { TransportFiles } from './member.js';
import { rows } from './hostile.rows.js';
import { HostileWorld } from './hostile.world.js';
import { noOpenssl } from './openssl.js';
import { certificateIn, MutualTlsWorld, shownBy } from './world.js';

describeUnless(noOpenssl(), 'over https, with certificates from requests of OpenSSL', () => {
  let world: MutualTlsWorld;
  let own: TransportFiles;

  beforeAll(async () => {
    world = await MutualTlsWorld.start();
    own = await world.transport('Own');
    connectWith(world.directory.authority, shownBy(own));
    await world.isBelieved();
  }, 180_000);
  afterAll(() => world.stop());

  const walked = (name: string, authentication: 'private_key_jwt' | 'tls_client_auth'): Promise<WalkState> =>
    walk({
      origin: world.platform.origin,
      person: world.person,
      folder: join(world.platform.folder, name),
      log: () => undefined,
      tls: { ca: world.ca, certificate: own.certificate, key: own.key },
      authentication,
      notificationWithin: 30_000,
    });

  it.each(['tls_client_auth', 'private_key_jwt'] as const)(
    'the ten steps are walked by a Buyer that registered %s, with tokens that are bound to its certificate',
    async (method) => {
      const { tokens, quote, notification } = await walked(method, method);
      const cnf = { 'x5t#S256': certificateIn(own.certificate).id };
      expect(decodeJwt(tokens!.accessToken)).toMatchObject({ iss: world.platform.origin, cnf });
      expect(decodeJwt(tokens!.resourceToken)).toMatchObject({ cnf });
      expect(quote?.quoteId).toBeDefined();
      expect(notification?.eventId).toBeDefined();
    },
    120_000,
  );

  it('cookies are of this host alone, and never sent in the clear (RFC 6265bis §4.1.3.2)', async () => {
    const enrolled = await flow.enrol(
      world.platform.origin,
      'cookies',
      'http://localhost:9/cookies/callback',
    );
    const { client } = await flow.register(enrolled);
    const intent = await flow.stage(
      client,
      await flow.clientToken(client, 'intents'),
      intentFor(ownQuote('new-ethernet-line')),
    );
    const browser = new Browser(client.issuer);
    await flow.consent(client, world.platform.person, intent, { browser });
    const names = browser.received.map((cookie) => cookie.split('=')[0]!);
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^__Host-assent-session$/)]));
    expect(names).toEqual(expect.arrayContaining([expect.stringMatching(/^__Host-assent-interaction-/)]));
    for (const cookie of browser.received) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; Secure(;|$)/);
      expect(cookie).toMatch(/; Path=\/;/);
      expect(cookie).not.toMatch(/domain=/i);
    }
  });

  it('the discovery document offers all of it, at the issuer itself (RFC 8705 §3.3, §5)', async () => {
    const { body, headers } = await flow.call(
      'GET',
      `${world.platform.origin}/.well-known/openid-configuration`,
    );
    expect(body).toMatchObject({
      issuer: world.platform.origin,
      token_endpoint_auth_methods_supported: [
        'private_key_jwt',
        'tls_client_auth',
        'self_signed_tls_client_auth',
      ],
      tls_client_certificate_bound_access_tokens: true,
    });
    expect(body).not.toHaveProperty('mtls_endpoint_aliases');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/);
  });

  describe('what is stolen is of no use', () => {
    let hostile: HostileWorld;
    beforeAll(async () => {
      hostile = await HostileWorld.in(world, own);
    }, 120_000);

    it.each(rows)('%s', async (_title, attempt, status, member, value) => {
      const { platform } = world;
      await platform.settled();
      const before = await platform.events();
      const response = await hostile.send(attempt);
      const body = (await response.json()) as Record<string, unknown>;
      expect([response.status, body[member]]).toEqual([status, value]);
      expect(await platform.events()).toEqual(before);
    });

    it('and the rightful owner goes on as if nothing had been', async () => {
      const statusOf = async (to: 'token' | 'stage' | 'userinfo' | 'quote') =>
        (await hostile.send({ to, by: 'own' })).status;
      expect(await statusOf('token')).toBe(200);
      expect(await statusOf('stage')).toBe(201);
      expect(await statusOf('userinfo')).toBe(200);
      expect(await statusOf('quote')).toBe(201);
    });

    it('a certificate that was good is refused within seconds of its revocation', async () => {
      const recognized = async (): Promise<string> => {
        const response = await hostile.send({ to: 'hello', by: 'gone' });
        return ((await response.json()) as { readonly type: string }).type.replace('urn:assent:problem:', '');
      };
      expect(await recognized()).toBe('caller-not-pinned');
      await world.revoke('Gone');
      await eventually(async () => expect(await recognized()).toBe('certificate-not-trusted'), 30_000);
    }, 60_000);
  });
});
