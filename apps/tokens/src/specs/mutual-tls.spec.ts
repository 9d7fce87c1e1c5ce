import { decodeJwt } from 'jose';
import { type CertificateWish, selfSigned, type TestCertificate } from '#testing';
import { byPki, MutualTls, subject } from './mutual-tls.fixture.js';
import type { Form, TestClient } from './test-client.js';

const clientCredentials = { grant_type: 'client_credentials', scope: 'intents' };
const refused = '401 invalid_client';

/** A request for a token, and what comes of it. */
type Row = readonly [
  title: string,
  by: string,
  certificate: () => Promise<TestCertificate | undefined>,
  expected: string,
  form?: Form,
];

describe('client authentication by certificate (RFC 8705 §2)', () => {
  let world: MutualTls;
  let clients: Readonly<Record<string, TestClient>>;
  let registered: Readonly<Record<string, TestCertificate>>;

  beforeAll(async () => {
    world = await MutualTls.start();
    registered = {
      own: await selfSigned({ subject: 'CN=own' }),
      bare: await selfSigned({ subject: 'CN=bare' }),
      sealed: await selfSigned({ subject: 'CN=sealed' }),
      past: await selfSigned({ subject: 'CN=past', fromHours: -3, toHours: -1 }),
    };
    const { own, bare, sealed, past } = registered;
    const x5c = ({ certificate: { der, publicJwk } }: TestCertificate) => ({
      ...publicJwk,
      x5c: [Buffer.from(der).toString('base64')],
    });
    const published = [
      x5c(own!),
      x5c(past!),
      { ...bare!.certificate.publicJwk, kid: 'bare' },
      { ...sealed!.certificate.publicJwk, kid: 'sealed', use: 'enc' },
    ];
    const selfSignedClient = { tokenEndpointAuthMethod: 'self_signed_tls_client_auth' } as const;
    clients = {
      pki: await world.tokens.client(byPki()),
      spelled: await world.tokens.client(
        byPki('subject_dn', 'COMMONNAME=App, OU=unit , O=Acme\\2C  Inc., C=ae'),
      ),
      dns: await world.tokens.client(byPki('san_dns', 'app.acme.example')),
      uri: await world.tokens.client(byPki('san_uri', 'urn:acme:app')),
      ip: await world.tokens.client(byPki('san_ip', '2001:db8::1')),
      email: await world.tokens.client(byPki('san_email', 'App@acme.example')),
      own: await world.tokens.client(selfSignedClient, 'ES256', published),
      jwt: await world.tokens.client(),
      gone: await world.tokens.client(byPki()),
    };
    await world.tokens.deleteClient(clients.gone!);
  });
  afterAll(() => world.stop());

  const issued = (wish: CertificateWish) => () => world.issuing.issue(wish);
  const alone = async ({ chain, ...others }: TestCertificate) => ({
    ...others,
    chain: chain.slice(0, chain.indexOf('-----END CERTIFICATE-----') + 26),
  });
  const good = issued({ subject });
  const names = {
    dns: issued({ subject: 'CN=x', dns: ['other.example', 'APP.acme.example'] }),
    wildcard: issued({ subject: 'CN=x', dns: ['*.acme.example'] }),
    uri: issued({ subject: 'CN=x', uris: ['urn:acme:app'] }),
    ip: issued({ subject: 'CN=x', ips: ['2001:db8:0:0::1'] }),
    email: issued({ subject: 'CN=x', emails: ['App@ACME.example'] }),
    otherEmail: issued({ subject: 'CN=x', emails: ['app@acme.example'] }),
  };
  const nothing = () => Promise.resolve(undefined);
  const of = (name: string) => () => Promise.resolve(registered[name]);

  const rows: readonly Row[] = [
    ['the registered subject', 'pki', good, '200'],
    ['the registered subject in a renewed certificate', 'pki', good, '200'],
    ['the registered subject, by the root itself', 'pki', () => world.root.issue({ subject }), '200'],
    ['a subject that was registered in another spelling', 'spelled', good, '200'],
    ['a subject in another case', 'pki', issued({ subject: subject.replace('app', 'APP') }), '200'],
    ['no certificate', 'pki', nothing, refused],
    ['another subject', 'pki', issued({ subject: 'CN=other,OU=unit,O=Acme,C=AE' }), refused],
    ['one attribute more', 'pki', issued({ subject: `UID=1,${subject}` }), refused],
    ['one attribute less', 'pki', issued({ subject: subject.replace('OU=unit,', '') }), refused],
    [
      'the attributes in another order',
      'pki',
      issued({ subject: 'OU=unit,CN=app,O=Acme\\, Inc.,C=AE' }),
      refused,
    ],
    ['the subject as alternative name', 'pki', issued({ subject: 'CN=x', dns: ['app'] }), refused],
    ['the subject by an authority of the same name', 'pki', () => world.foreign.issue({ subject }), refused],
    ['the subject by nobody', 'pki', () => selfSigned({ subject }), refused],
    ['an authority that was not sent along', 'pki', async () => alone(await good()), refused],
    ['a certificate that has expired', 'pki', issued({ subject, fromHours: -3, toHours: -1 }), refused],
    ['a certificate of tomorrow', 'pki', issued({ subject, fromHours: 1, toHours: 2 }), refused],
    ['a certificate of a server', 'pki', issued({ subject, purpose: 'server-tls' }), refused],
    ['a certificate for signatures', 'pki', issued({ subject, purpose: 'signing' }), refused],
    ['a certificate, and no client_id', 'pki', good, refused, { client_id: undefined }],
    ['a certificate, and the client_id of nobody', 'pki', good, refused, { client_id: 'nobody' }],
    ['a certificate, and an endless client_id', 'pki', good, refused, { client_id: 'x'.repeat(256) }],
    ['a certificate, and a secret', 'pki', good, refused, { client_secret: 'hunter2' }],
    ['a certificate, and an empty assertion', 'pki', good, refused, { client_assertion: '' }],
    ['the certificate of a deleted client', 'gone', good, refused],
    ['the certificate of another client', 'dns', good, refused],
    ['a host name (san_dns), in any case', 'dns', names.dns, '200'],
    ['a wildcard for a host name', 'dns', names.wildcard, refused],
    ['an address of the web (san_uri)', 'uri', names.uri, '200'],
    ['a network address (san_ip), in another spelling', 'ip', names.ip, '200'],
    ['a mail address (san_email), its host in any case', 'email', names.email, '200'],
    ['a mail address in another case', 'email', names.otherEmail, refused],
    ['a name of another kind', 'uri', names.dns, refused],
    ['its own certificate, which it publishes (§2.2)', 'own', of('own'), '200'],
    ['a certificate of a key that it publishes', 'own', of('bare'), '200'],
    ['a certificate of a key that it publishes for encryption', 'own', of('sealed'), refused],
    ['its own certificate, after its time', 'own', of('past'), refused],
    ['another certificate of the same subject', 'own', () => selfSigned({ subject: 'CN=own' }), refused],
    ['what an authority vouches for, and it does not publish', 'own', good, refused],
    ['a certificate instead of a signature', 'jwt', good, refused],
    ['a self-signed certificate instead of a signature', 'jwt', of('own'), refused],
  ];

  it.each(rows.map((row) => [row[0], row] as const))(
    '%s',
    async (_title, [, by, certificate, expected, form]) => {
      const before = await world.tokens.events();
      const sent = { client_id: clients[by]!.id, ...clientCredentials, ...form };
      const { status, body } = await world.post('/token', sent, await certificate());
      expect([status, body.error].filter(Boolean).join(' ')).toBe(expected);
      const written = (await world.tokens.events()).length - before.length;
      expect(written).toBe(expected === '200' ? 1 : 0);
    },
  );

  it('refuses a signature of a client that registered a certificate, and two proofs at once (RFC 6749 §2.3)', async () => {
    for (const certificate of [undefined, await good()]) {
      const { status, body } = await world.signed(clients.pki!, '/token', clientCredentials, certificate);
      expect([status, body.error]).toEqual([401, 'invalid_client']);
    }
  });

  it('is taken for introspection and revocation as well, and writes down which certificate it was', async () => {
    const certificate = await good();
    const form = { client_id: clients.pki!.id };
    const { body } = await world.post('/token', { ...form, ...clientCredentials }, certificate);
    const token = String(body.access_token);
    const introspected = await world.post('/introspect', { ...form, token }, certificate);
    expect(introspected.body).toMatchObject({
      active: true,
      cnf: { 'x5t#S256': certificate.certificate.id },
    });
    expect((await world.post('/introspect', { ...form, token })).status).toBe(401);
    expect((await world.post('/revoke', { ...form, token }, certificate)).status).toBe(200);
    expect((await world.post('/introspect', { ...form, token }, certificate)).body).toEqual({
      active: false,
    });
    const stream = `grant-${String(decodeJwt(token).grant_id)}`;
    const { rows: events } = await world.tokens.database.query<{ data: { clientKid: string } }>(
      'select data from tokens.event where stream = $1 order by version',
      [stream],
    );
    expect(events[0]?.data.clientKid).toBe(certificate.certificate.id);
  });
});
