import { freePort, selfSigned, TestPki, type TestCertificate } from '#testing';
import { stopApp } from '../index.js';
import { ask, type Asking, PemFiles, serverWish, type TlsApp, tlsApp } from './tls.fixture.js';

const item = ({ certificate }: TestCertificate): string =>
  `:${Buffer.from(certificate.der).toString('base64')}:`;

const hub = 'OU=0f3a2b1c-hub,O=Ozone,C=AE';
const pins = [{ profile: 'uae-api-hub', certificate: 'C4', value: '0f3a2b1c-hub' }];

describe('client certificates', () => {
  const files = new PemFiles();
  let root: TestPki;
  let issuing: TestPki;
  let ca: string;
  let app: TestCertificate;
  beforeAll(async () => {
    root = await TestPki.make();
    issuing = await root.below();
    ca = root.pem;
    app = await issuing.issue({ subject: 'CN=app,OU=one,O=Acme,C=AE' });
    files.write(await root.issue(serverWish), root.pem);
  });
  afterAll(() => files.remove());

  describe('from the handshake', () => {
    let running: TlsApp;
    let port: number;
    const shown = (asking: Omit<Asking, 'ca'>) => ask(port, { ca, ...asking });
    beforeAll(async () => {
      running = await tlsApp(files, {
        ASSENT_CLIENT_CA: files.clientCa,
        ASSENT_PINNED_CALLERS: JSON.stringify(pins),
      });
      port = running.tlsPort;
    });
    afterAll(() => stopApp(running.app));

    it('are asked for, and come with the authorities that were sent', async () => {
      const { body } = await shown({ client: app });
      expect(body).toEqual({ thumbprint: app.certificate.id, chain: 3 });
    });

    it('need not be vouched for, to be shown: who judges them answers in the words of its protocol', async () => {
      const own = await selfSigned({ subject: 'CN=own', toHours: -0.5 });
      expect((await shown({ client: own })).body).toEqual({ thumbprint: own.certificate.id, chain: 1 });
    });

    it.each(['client-cert', 'Client-Cert-Chain'])('are told by no header: %s', async (name) => {
      const refused = {
        status: 400,
        body: expect.objectContaining({ type: 'urn:assent:problem:unexpected-client-certificate' }) as object,
      };
      const headers = { [name]: item(app) };
      expect(await shown({ headers })).toMatchObject(refused);
      expect(await shown({ headers, client: app })).toMatchObject(refused);
      const plain = await fetch(`http://localhost:${running.port}/shown`, { headers });
      expect(plain.status).toBe(400);
    });

    it('are not there on the plain port', async () => {
      const plain = await fetch(`http://localhost:${running.port}/shown`);
      expect(await plain.json()).toEqual({ thumbprint: null, chain: 0 });
    });

    it('that are more than a handshake takes end the connection, and nothing else', async () => {
      const huge = app.chain.repeat(120);
      await expect(shown({ client: { ...app, chain: huge } })).rejects.toThrow(
        /ECONNRESET|EPIPE|alert|hang up/,
      );
      expect((await shown({ client: app })).status).toBe(200);
    });
  });

  describe('from a proxy', () => {
    let behind: TlsApp;
    let elsewhere: TlsApp;
    beforeAll(async () => {
      const proxied = {
        ASSENT_CLIENT_CERTIFICATES: 'proxy',
        ASSENT_CLIENT_CA: files.clientCa,
        ASSENT_PINNED_CALLERS: JSON.stringify(pins),
      };
      behind = await tlsApp(files, { ...proxied, ASSENT_TRUSTED_PROXIES: 'loopback' });
      elsewhere = await tlsApp(files, { ...proxied, ASSENT_TRUSTED_PROXIES: '192.0.2.0/24' });
    });
    afterAll(() => Promise.all([behind, elsewhere].map(({ app: each }) => stopApp(each))));

    const plain = async ({ port }: TlsApp, headers: Record<string, string>, path = '/shown') => {
      const answer = await fetch(`http://localhost:${port}${path}`, { headers });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };

    it('that is believed count as if they had been shown here (RFC 9440 §2)', async () => {
      expect(await plain(behind, { 'client-cert': item(app) })).toEqual({
        status: 200,
        body: { thumbprint: app.certificate.id, chain: 1 },
      });
      const caller = await root.issue({ subject: `CN=hub-1,${hub}` });
      expect(await plain(behind, { 'client-cert': item(caller) }, '/hello-mtls')).toMatchObject({
        status: 200,
        body: { certificate: 'C4' },
      });
    });

    it('that is believed about X-Forwarded-For alone, from another address, are refused', async () => {
      const headers = { 'client-cert': item(app), 'x-forwarded-for': '192.0.2.7' };
      expect(await plain(elsewhere, headers)).toMatchObject({
        status: 400,
        body: { type: 'urn:assent:problem:unexpected-client-certificate' },
      });
    });

    it('are not those of the proxy itself: a handshake with it says nothing about the client (RFC 9440 §3.3)', async () => {
      expect((await ask(behind.tlsPort, { ca, client: app })).body).toEqual({ thumbprint: null, chain: 0 });
      const other = await issuing.issue({ subject: 'CN=other' });
      const told = await ask(behind.tlsPort, { ca, client: app, headers: { 'client-cert': item(other) } });
      expect(told.body).toEqual({ thumbprint: other.certificate.id, chain: 1 });
    });

    it.each([
      ['twice', () => ({ 'client-cert': [item(app), item(app)] })],
      ['as text', () => ({ 'client-cert': 'CN=app' })],
      ['as a chain alone', () => ({ 'client-cert-chain': item(app) })],
    ])('that come %s are refused by the format of the route', async (_what, headers) => {
      const { status, body } = await ask(behind.tlsPort, { ca, headers: headers() });
      expect([status, body.type]).toEqual([400, 'urn:assent:problem:malformed-client-certificate']);
    });

    it('that are larger than header fields may be are refused as such', async () => {
      const { status } = await ask(behind.tlsPort, {
        ca,
        headers: { 'client-cert': `:${'A'.repeat(17_000)}:` },
      });
      expect(status).toBe(431);
    });
  });

  it('are taken from nowhere unless the deployment says so', async () => {
    const { app: running, tlsPort } = await tlsApp(files, {
      ASSENT_CLIENT_CERTIFICATES: 'none',
      ASSENT_TRUSTED_PROXIES: 'loopback',
      ASSENT_PORT: String(await freePort()),
    });
    expect((await ask(tlsPort, { ca, client: app })).body).toEqual({ thumbprint: null, chain: 0 });
    expect((await ask(tlsPort, { ca, headers: { 'client-cert': item(app) } })).status).toBe(400);
    await stopApp(running);
  });
});
