import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateTrust, KeySet, parseCertificates, verifyBody } from '#crypto';
import { TestClock, TestPki } from '#testing';
import { CertifiedFile } from './certified-file.js';
import { MessageSigner } from './message-signer.js';

const SUBJECT = 'CN=seller,O=Seller,C=AE';
const issuer = 'https://seller.example';
const own = () => Promise.reject(new Error('the service signs by itself'));

describe('messages that are signed by a certified key', () => {
  let folder: string;
  let pki: TestPki;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assent-signer-'));
    pki = await TestPki.make();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files = { certificate: '', key: '' };
  const install = async (wish: object = {}): Promise<string> => {
    const issued = await pki.issue({ subject: SUBJECT, purpose: 'signing', ...wish });
    files.certificate = join(folder, 'sig2.pem');
    files.key = join(folder, 'sig2-key.pem');
    writeFileSync(files.certificate, issued.chain);
    writeFileSync(files.key, issued.key);
    return issued.certificate.id;
  };
  const signerWith = (clock = new TestClock(new Date()), revoked = false) => {
    const trust = new CertificateTrust({
      anchors: () => parseCertificates(pki.pem),
      revocation: {
        of: async () => (revoked ? { status: 'revoked', revokedAt: new Date(0) } : { status: 'good' }),
      },
    });
    const certified = new CertifiedFile(files, clock);
    return new MessageSigner({ issuer, keys: { signingKey: own }, certified, trust, clock });
  };
  const verified = async (signer: MessageSigner, form: 'detached' | 'jose' | 'jwt') => {
    const keys = KeySet.of({ keys: await signer.published() });
    return verifyBody(await signer.sign(form, { a: 1 }, 'buyer'), {
      key: keys.find.bind(keys),
      algorithms: ['ES256', 'PS256'],
      forms: [form],
      issuer: SUBJECT,
      audiences: ['buyer'],
      trustAnchors: ['seller.example'],
      now: new Date(),
      maxAge: 60,
    });
  };

  it.each(['detached', 'jose', 'jwt'] as const)(
    'as %s: kid is x5t#S256, iss the subject (R47, R48)',
    async (form) => {
      const id = await install();
      const { header, claims, data } = await verified(signerWith(), form);
      expect([header.kid, claims.iss, data]).toEqual([id, SUBJECT, { a: 1 }]);
    },
  );

  it('by RSA with PS256', async () => {
    const id = await install({ keyType: 'rsa' });
    expect((await verified(signerWith(), 'jwt')).header).toMatchObject({ alg: 'PS256', kid: id });
  });

  it.each<[string, object, boolean]>([
    ['ended', { fromHours: -2, toHours: -1 }, false],
    ['is not yet valid', { fromHours: 1 }, false],
    ['is for connections', { purpose: 'client-tls' }, false],
    ['was revoked', {}, true],
  ])('signs nothing by a certificate that %s (R44)', async (_title, wish, revoked) => {
    await install(wish);
    await expect(signerWith(undefined, revoked).sign('jwt', {}, 'buyer')).rejects.toThrow(
      'signing-certificate-not-usable',
    );
  });

  it('takes a renewed pair within ten seconds, and goes on with the former one while the files do not go together', async () => {
    const clock = new TestClock(new Date());
    const first = await install();
    const signer = signerWith(clock);
    expect((await signer.sign('jwt', {}, 'buyer')).kid).toBe(first);
    const { key } = await pki.issue({ subject: SUBJECT, purpose: 'signing' });
    writeFileSync(files.key, key);
    clock.advance({ seconds: 11 });
    expect((await signer.sign('jwt', {}, 'buyer')).kid).toBe(first);
    const second = await install();
    utimesSync(files.key, new Date(), new Date(Date.now() + 5000));
    clock.advance({ seconds: 11 });
    expect((await signer.sign('jwt', {}, 'buyer')).kid).toBe(second);
  });

  it('has nothing to publish, and signs nothing, while its files are not there', async () => {
    files.certificate = join(folder, 'missing.pem');
    expect(await signerWith().published()).toEqual([]);
    await expect(signerWith().ready()).rejects.toThrow('signing-certificate-not-usable');
  });
});
