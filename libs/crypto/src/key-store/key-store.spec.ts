import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  verify,
} from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { verifyJws, signJws } from '../jws/jws.js';
import { KeyEncryptionKey } from '../sealing/key-encryption-key.js';
import { newDataKey } from '../sealing/seal.js';
import type { KeyKind } from './key-kinds.js';
import { KeyStore } from './key-store.js';
import { type KeyWrapping, localKeyWrapping } from './key-wrapping.js';

const createdAt = new Date('2026-11-26T12:00:00Z');
const origin = (label: string) => ({ label, createdAt });

/** A key management service: only it has the key, each call takes a turn, and it wraps in another way (RFC 3394). */
class RemoteWrapping implements KeyWrapping {
  readonly #key = randomBytes(32);
  readonly keyId = 'kms/key-7';
  readonly wrap = async (dataKey: Uint8Array) => {
    await new Promise(setImmediate);
    const cipher = createCipheriv('id-aes256-wrap', this.#key, Buffer.alloc(8, 0xa6));
    return { keyId: this.keyId, wrapped: Buffer.concat([cipher.update(dataKey), cipher.final()]) };
  };
  readonly unwrap = async ({ wrapped }: { wrapped: Uint8Array }) => {
    await new Promise(setImmediate);
    const decipher = createDecipheriv('id-aes256-wrap', this.#key, Buffer.alloc(8, 0xa6));
    return Buffer.concat([decipher.update(wrapped), decipher.final()]);
  };
}

let folder: string;
const kek = newDataKey();
const local = () => localKeyWrapping(new KeyEncryptionKey(kek));
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'assent-keys-'))));
afterEach(() => rm(folder, { recursive: true }));

const filesOf = async () =>
  Promise.all(
    (await readdir(folder)).map(async (name) => ({
      name,
      text: await readFile(join(folder, name), 'latin1'),
    })),
  );

/** Whether a text shows the secret number of a key, in any spelling. */
const tells = (key: KeyObject): ((text: string) => boolean) => {
  const { d } = key.export({ format: 'jwk' });
  const secret = Buffer.from(d!, 'base64url');
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' }).toString('base64');
  const spellings = [
    d!,
    secret.toString('latin1'),
    secret.toString('hex'),
    secret.toString('base64').slice(0, 40),
  ];
  return (text) => [...spellings, pkcs8.slice(48, 80)].some((spelling) => text.includes(spelling));
};

const errorOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
    return 'none';
  } catch (error) {
    return inspect(error, { depth: 9, showHidden: true });
  }
};

describe.each([
  ['a key-encryption key of this process', local],
  ['a key management service', () => new RemoteWrapping()],
])('a key store under %s', (_what, wrapping) => {
  let store: KeyStore;
  beforeEach(() => (store = new KeyStore(folder, wrapping())));

  it.each<KeyKind>(['rsa-2048', 'p-256', 'p-384', 'ed25519', 'x25519'])(
    'makes, lists, opens and exports %s',
    async (kind) => {
      const made = await store.generate(kind, origin('Sig2'));
      expect(made).toMatchObject({ label: 'Sig2', kind, createdAt });
      expect(await store.list()).toEqual([made]);
      const exported = createPublicKey(await store.export(made.id)).export({ format: 'jwk' });
      expect(exported).toEqual(made.publicJwk);
      expect((await store.open(made.id)).description).toEqual(made);
    },
  );

  it('takes in a key of OpenSSL, and shows it nowhere but in an export', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const encrypted = { type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;
    const { id } = await store.import(pair.privateKey.export(encrypted) as string, {
      ...origin('C1'),
      passphrase: 'secret',
    });
    const opened = await store.open(id);
    const objects = [store, opened, opened.signer(), opened.signingKey('ES256'), await store.list()];
    const shown = objects.flatMap((one) => [
      inspect(one, { depth: 9, showHidden: true }),
      JSON.stringify(one),
    ]);
    const stored = (await filesOf()).map(({ text }) => text);
    expect(stored).toHaveLength(1);
    expect([...shown, ...stored].filter(tells(pair.privateKey))).toEqual([]);
    expect(await store.export(id)).toBe(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });

  it('says nothing of a key in its errors', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const { id } = await store.import(pem, origin('C1'));
    const [{ name, text }] = (await filesOf()) as [{ name: string; text: string }];
    const stranger = new KeyStore(folder, new RemoteWrapping());
    const failures: (() => unknown)[] = [
      () => store.import(pem.replace('-----END', ''), origin('C1')),
      () => store.import(`${pem.slice(0, 60)}!${pem.slice(61)}`, origin('C1')),
      () => store.import(pem, origin('a\nb')),
      () => stranger.open(id),
      async () => store.open((await writeFile(join(folder, name), text.slice(0, -20)), id)),
    ];
    const errors = await Promise.all(failures.map(errorOf));
    expect(errors.filter((error) => error === 'none')).toEqual([]);
    expect(errors.filter(tells(pair.privateKey))).toEqual([]);
  });

  it('signs certificates and JWS', async () => {
    const { id } = await store.generate('p-256', origin('Sig1'));
    const key = await store.open(id);
    const signer = key.signer();
    const data = Buffer.from('to be signed');
    expect(verify('sha256', data, signer.publicKey, await signer.sign(data))).toBe(true);
    const jws = await signJws(key.signingKey('ES256', 'certificate-1'), {}, 'payload');
    const verified = await verifyJws(jws, { algorithms: ['ES256'], key: async () => signer.publicKey });
    expect(verified.header.kid).toBe('certificate-1');
  });
});
