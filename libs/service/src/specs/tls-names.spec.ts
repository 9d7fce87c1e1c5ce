import { TestPki, type TestCertificate } from '#testing';
import { stopApp, TlsReload } from '../index.js';
import { handshake, PemFiles, type TlsApp, tlsApp } from './tls.fixture.js';

describe('a server of several names (RFC 6066 §3)', () => {
  const [first, second] = [new PemFiles(), new PemFiles()];
  let pki: TestPki;
  let running: TlsApp;

  const issue = (name: string, unit: string): Promise<TestCertificate> =>
    pki.issue({ subject: `CN=${name},OU=${unit}`, dns: [name], purpose: 'server-tls' });
  const unitSeen = async (servername: string): Promise<string> => {
    const socket = await handshake(running.tlsPort, {
      ca: pki.pem,
      servername,
      checkServerIdentity: () => undefined,
    });
    const { subject } = socket.getPeerCertificate();
    socket.destroy();
    return String(subject.OU);
  };

  beforeAll(async () => {
    pki = await TestPki.make();
    first.write(await issue('one.example', 'first'));
    second.write(await issue('two.example', 'second'));
    running = await tlsApp(first, {
      ASSENT_TLS_CERTIFICATE: `${first.certificate},${second.certificate}`,
      ASSENT_TLS_KEY: `${first.key},${second.key}`,
    });
  });
  afterAll(async () => {
    await stopApp(running.app);
    for (const files of [first, second]) files.remove();
  });

  it('shows each client the certificate for the name that it asks for, and the first for any other', async () => {
    expect(await unitSeen('one.example')).toBe('first');
    expect(await unitSeen('two.example')).toBe('second');
    expect(await unitSeen('three.example')).toBe('first');
  });

  it('renews each by itself', async () => {
    second.write(await issue('two.example', 'renewed'));
    await running.app.get(TlsReload).run();
    expect(await unitSeen('two.example')).toBe('renewed');
    expect(await unitSeen('one.example')).toBe('first');
  });
});
