import { selfSigned, TestPki, type TestCertificate } from '#testing';
import { stopApp, TlsReload } from '../index.js';
import { ask, type Asking, PemFiles, serverWish, type TlsApp, tlsApp } from './tls.fixture.js';

const hub = 'OU=0f3a2b1c-hub,O=Ozone,C=AE';
const lfi = 'CN=C3-hh-cm-client,OU=9d8e7f-lfi,O=Bank of the Gulf,C=AE';
const pins = [
  { profile: 'uae-api-hub', certificate: 'C4', value: '0f3a2b1c-hub' },
  // The same name in another spelling: short, long, spaces, case (RFC 4514, RFC 4518).
  {
    profile: 'uae-api-hub',
    certificate: 'C3',
    value: 'commonName=c3-HH-cm-client, OU=9d8e7f-LFI,  O=Bank  of the gulf, C=ae',
  },
];

/** What a caller is answered at a pinned route: the certificate it is pinned by, or the refusal. */
const recognized = async (port: number, asking: Asking): Promise<string> => {
  const { status, body } = await ask(port, { ...asking, path: '/hello-mtls' });
  return `${status} ${String(body.certificate ?? body.type).replace('urn:assent:problem:', '')}`;
};

describe('callers that are pinned', () => {
  const files = new PemFiles();
  let root: TestPki;
  let issuing: TestPki;
  let foreign: TestPki;
  let ca: string;
  let running: TlsApp;
  let port: number;
  beforeAll(async () => {
    [root, foreign] = [await TestPki.make(), await TestPki.make()];
    issuing = await root.below();
    ca = root.pem;
    files.write(await root.issue(serverWish), root.pem);
    running = await tlsApp(files, {
      ASSENT_CLIENT_CA: files.clientCa,
      ASSENT_PINNED_CALLERS: JSON.stringify(pins),
    });
    port = running.tlsPort;
  });
  afterAll(async () => {
    await stopApp(running.app);
    files.remove();
  });

  const by = (pki: () => TestPki, wish: Parameters<TestPki['issue']>[0]) => () => pki().issue(wish);
  const callers: readonly (readonly [string, () => Promise<TestCertificate | undefined>, string])[] = [
    ['no certificate', () => Promise.resolve(undefined), '403 certificate-missing'],
    ['the pinned OU (C4)', by(() => issuing, { subject: `CN=hub-1,${hub}` }), '200 C4'],
    ['the pinned OU in a renewed certificate', by(() => issuing, { subject: `CN=hub-2,${hub}` }), '200 C4'],
    ['the pinned OU, by the root itself', by(() => root, { subject: `CN=hub-1,${hub}` }), '200 C4'],
    ['the pinned subject, spelled otherwise (C3)', by(() => issuing, { subject: lfi }), '200 C3'],
    [
      'the OU of C3, with another CN',
      by(() => issuing, { subject: lfi.replace('C3-hh', 'C5-hh') }),
      '403 caller-not-pinned',
    ],
    [
      'the subject of C3 and one attribute more',
      by(() => issuing, { subject: `UID=1,${lfi}` }),
      '403 caller-not-pinned',
    ],
    [
      'the attributes of C3 in another order',
      by(() => issuing, { subject: 'OU=9d8e7f-lfi,CN=C3-hh-cm-client,O=Bank of the Gulf,C=AE' }),
      '403 caller-not-pinned',
    ],
    [
      'the pinned OU beside another',
      by(() => issuing, { subject: `CN=hub-1,OU=more,${hub}` }),
      '403 caller-not-pinned',
    ],
    [
      'the pinned OU in upper case',
      by(() => issuing, { subject: `CN=hub-1,${hub.toUpperCase()}` }),
      '403 caller-not-pinned',
    ],
    [
      'the pinned OU as CN',
      by(() => issuing, { subject: 'CN=0f3a2b1c-hub,O=Ozone,C=AE' }),
      '403 caller-not-pinned',
    ],
    ['another OU', by(() => issuing, { subject: 'CN=hub-1,OU=other,O=Ozone,C=AE' }), '403 caller-not-pinned'],
    [
      'the right OU by an authority of the same name',
      by(() => foreign, { subject: `CN=hub-1,${hub}` }),
      '403 certificate-not-trusted',
    ],
    [
      'the right OU by nobody',
      () => selfSigned({ subject: `CN=hub-1,${hub}` }),
      '403 certificate-not-trusted',
    ],
    [
      'expired',
      by(() => issuing, { subject: `CN=hub-1,${hub}`, fromHours: -3, toHours: -1 }),
      '403 certificate-not-trusted',
    ],
    [
      'not yet valid',
      by(() => issuing, { subject: `CN=hub-1,${hub}`, fromHours: 1 }),
      '403 certificate-not-trusted',
    ],
    [
      'a certificate of a server',
      by(() => issuing, { subject: `CN=hub-1,${hub}`, purpose: 'server-tls' }),
      '403 certificate-not-trusted',
    ],
    [
      'a certificate for signing',
      by(() => issuing, { subject: `CN=hub-1,${hub}`, purpose: 'signing' }),
      '403 certificate-not-trusted',
    ],
  ];
  it.each(callers)('pinned by subject and OU, never by fingerprint: %s', async (_what, make, expected) => {
    expect(await recognized(port, { ca, client: await make() })).toBe(expected);
  });

  it('whose authority was not sent along are not known to be vouched for', async () => {
    const { certificate, chain, key } = await issuing.issue({ subject: `CN=hub-1,${hub}` });
    const [leaf] = chain.split(/(?<=-----END CERTIFICATE-----\n)/);
    expect(await recognized(port, { ca, client: { chain: leaf!, key } })).toBe('403 certificate-not-trusted');
    expect(certificate.subject.organizationalUnit).toBe('0f3a2b1c-hub');
  });

  it('are judged by the authorities as they are now', async () => {
    const client = await foreign.issue({ subject: `CN=hub-1,${hub}` });
    const server = await root.issue({ subject: 'CN=localhost', dns: ['localhost'], purpose: 'server-tls' });
    files.write(server, root.pem + foreign.pem);
    await running.app.get(TlsReload).run();
    expect(await recognized(port, { ca, client })).toBe('200 C4');
    files.write(server, root.pem);
    await running.app.get(TlsReload).run();
    expect(await recognized(port, { ca, client })).toBe('403 certificate-not-trusted');
  });
});
