import { Agent, get } from 'node:https';
import { eventually, TestPki, type TestCertificate } from '#testing';
import { stopApp, TlsReload } from '../index.js';
import { ask, handshake, PemFiles, serverWish, type TlsApp, tlsApp } from './tls.fixture.js';

describe('a certificate that is renewed while it is in use', () => {
  const files = new PemFiles();
  let pki: TestPki;
  let ca: string;
  let first: TestCertificate;
  let running: TlsApp;

  beforeAll(async () => {
    pki = await TestPki.make();
    ca = pki.pem;
    first = await pki.issue(serverWish);
    files.write(first);
    running = await tlsApp(files);
  });
  afterAll(async () => {
    await stopApp(running.app);
    files.remove();
  });

  const reload = (): Promise<void> => running.app.get(TlsReload).run();
  const unitSeen = async (port = running.tlsPort): Promise<string> => {
    const socket = await handshake(port, { ca });
    const { subject } = socket.getPeerCertificate();
    socket.destroy();
    return String(subject.OU);
  };

  it('fails no handshake under load, and ends no open connection', async () => {
    const agent = new Agent({ ca, keepAlive: true, maxSockets: 1 });
    const isKept = (): Promise<boolean> =>
      new Promise((answered, failed) => {
        const options = { host: 'localhost', port: running.tlsPort, path: '/shown', agent };
        const asking = get(options, (response) => {
          response.resume().once('end', () => answered(asking.reusedSocket));
        });
        asking.once('error', failed);
      });
    await isKept();
    const failures: unknown[] = [];
    let [renewing, answers] = [true, 0];
    const load = Array.from({ length: 6 }, async () => {
      while (renewing)
        await ask(running.tlsPort, { ca }).then(
          ({ status }) => (status === 200 ? (answers += 1) : failures.push(status)),
          (error: unknown) => failures.push(error),
        );
    });
    for (let round = 1; round <= 8; round += 1) {
      files.write(await pki.issue({ ...serverWish, subject: `CN=localhost,OU=${round}` }));
      await reload();
      expect(await unitSeen()).toBe(String(round));
    }
    renewing = false;
    await Promise.all(load);
    expect(failures).toEqual([]);
    expect(answers).toBeGreaterThan(8);
    expect(await isKept()).toBe(true);
    agent.destroy();
  });

  it('is used whole or not at all: neither half of a pair, nor a broken file', async () => {
    const before = await pki.issue({ ...serverWish, subject: 'CN=localhost,OU=before' });
    const after = await pki.issue({ ...serverWish, subject: 'CN=localhost,OU=after' });
    files.write(before);
    await reload();
    for (const half of [
      { ...before, chain: after.chain },
      { ...before, chain: 'nothing' },
    ]) {
      files.write(half);
      await reload();
      expect(await unitSeen()).toBe('before');
    }
    files.write(after);
    await reload();
    expect(await unitSeen()).toBe('after');
  });

  it('is looked for at every turn of ASSENT_TLS_RELOAD', async () => {
    const own = new PemFiles();
    own.write(first);
    const watching = await tlsApp(own, { ASSENT_TLS_RELOAD: '1' });
    own.write(await pki.issue({ ...serverWish, subject: 'CN=localhost,OU=watched' }));
    await eventually(async () => {
      expect(await unitSeen(watching.tlsPort)).toBe('watched');
    });
    await stopApp(watching.app);
    own.remove();
  });
});
