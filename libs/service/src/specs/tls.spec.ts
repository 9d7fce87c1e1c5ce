import { constants } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import { freePort, TestPki, type TestCertificate } from '#testing';
import { stopApp } from '../index.js';
import { ask, handshake, PemFiles, serverWish, type TlsApp, tlsApp } from './tls.fixture.js';

/** The protocol and suite that a handshake ends in, or the alert. */
const outcome = async (port: number, options: ConnectionOptions): Promise<string> => {
  try {
    const socket = await handshake(port, options);
    const agreed = `${socket.getProtocol()} ${socket.getCipher().name}`;
    socket.destroy();
    return agreed;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
};

describe('https', () => {
  let pki: TestPki;
  let ca: string;
  let certificates: Readonly<Record<'ec' | 'rsa', TestCertificate>>;
  const files = { ec: new PemFiles(), rsa: new PemFiles() };
  let apps: Readonly<Record<'ec' | 'rsa', TlsApp>>;

  beforeAll(async () => {
    pki = await TestPki.make();
    ca = pki.pem;
    certificates = {
      ec: await pki.issue(serverWish),
      rsa: await pki.issue({ ...serverWish, keyType: 'rsa' }),
    };
    files.ec.write(certificates.ec);
    files.rsa.write(certificates.rsa);
    apps = { ec: await tlsApp(files.ec), rsa: await tlsApp(files.rsa) };
  });
  afterAll(async () => {
    await Promise.all(Object.values(apps).map(({ app }) => stopApp(app)));
    for (const each of Object.values(files)) each.remove();
  });

  it('is served beside http, by the same routes', async () => {
    const { port, tlsPort } = apps.ec;
    expect(await ask(tlsPort, { ca })).toEqual({ status: 200, body: { thumbprint: null, chain: 0 } });
    expect((await fetch(`http://localhost:${port}/shown`)).status).toBe(200);
    expect((await ask(tlsPort, { ca, path: '/nowhere' })).status).toBe(404);
  });

  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;
  const by12 = (ciphers: string) => ({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}:@SECLEVEL=0` }) as const;
  const refused = 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE';

  it.each([
    ['ec', 'TLS 1.3', {}, 'TLSv1.3 TLS_AES_128_GCM_SHA256'],
    ['rsa', 'TLS 1.3', {}, 'TLSv1.3 TLS_AES_128_GCM_SHA256'],
    ['rsa', 'TLS 1.2', by12('ALL'), 'TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256'],
    ['rsa', 'one suite of FAPI', by12('ECDHE-RSA-AES256-GCM-SHA384'), 'TLSv1.2 ECDHE-RSA-AES256-GCM-SHA384'],
    ['ec', 'TLS 1.2', by12('ALL'), 'TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256'],
    ['ec', 'the other', by12('ECDHE-ECDSA-AES256-GCM-SHA384'), 'TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384'],
    ['rsa', 'TLS 1.1', old, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ['ec', 'TLS 1.0', { ...old, maxVersion: 'TLSv1' }, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ['rsa', 'CBC', by12('ECDHE-RSA-AES128-SHA256'), refused],
    ['rsa', 'CBC with SHA-1', by12('ECDHE-RSA-AES256-SHA'), refused],
    ['rsa', 'no forward secrecy', by12('AES128-GCM-SHA256'), refused],
    ['rsa', 'finite-field Diffie-Hellman', by12('DHE-RSA-AES128-GCM-SHA256'), refused],
    ['rsa', 'a suite that FAPI does not name', by12('ECDHE-RSA-CHACHA20-POLY1305'), refused],
    ['ec', 'CCM', by12('ECDHE-ECDSA-AES128-CCM'), refused],
    ['rsa', 'no authentication', by12('ADH-AES128-GCM-SHA256'), refused],
  ] as const)(
    'with a certificate of %s: %s (FAPI 1.0 Advanced §8.5)',
    async (kind, _what, options, expected) => {
      expect(await outcome(apps[kind].tlsPort, { ca, ...options })).toBe(expected);
    },
  );

  it('resumes no session, so that each connection shows its whole chain', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const first = await handshake(apps.ec.tlsPort, { ca, maxVersion });
      const session = await new Promise<Buffer | undefined>((got) => {
        first.once('session', got);
        first.end('GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
        first.once('close', () => got(first.getSession()));
        first.resume();
      });
      const second = await handshake(apps.ec.tlsPort, { ca, maxVersion, ...(session && { session }) });
      expect(second.isSessionReused()).toBe(false);
      second.destroy();
    }
  });

  it('lets no connection change its certificate under way (RFC 5746)', async () => {
    const secureOptions = constants.SSL_OP_LEGACY_SERVER_CONNECT;
    const socket = await handshake(apps.rsa.tlsPort, { ca, maxVersion: 'TLSv1.2', secureOptions });
    const error = await new Promise<unknown>((ended) => {
      socket.once('error', ended);
      socket.renegotiate({}, ended);
    });
    socket.destroy();
    expect(String(error)).toMatch(/no renegotiation/i);
  });

  it('is all that there is where both ports are the same, and ends with the process', async () => {
    const tlsPort = await freePort();
    const alone = await tlsApp(files.ec, { ASSENT_PORT: String(tlsPort), ASSENT_TLS_PORT: String(tlsPort) });
    expect((await ask(tlsPort, { ca })).status).toBe(200);
    await expect(fetch(`http://localhost:${tlsPort}/shown`)).rejects.toThrow('fetch failed');
    await stopApp(alone.app);
    await expect(ask(tlsPort, { ca })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
