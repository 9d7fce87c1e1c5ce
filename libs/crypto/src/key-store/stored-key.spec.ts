import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toBase64url } from '../base64url.js';
import { KeyEncryptionKey } from '../sealing/key-encryption-key.js';
import { newDataKey } from '../sealing/seal.js';
import { KeyStore } from './key-store.js';
import { keyFileWrapping, localKeyWrapping } from './key-wrapping.js';

const origin = (label: string) => ({ label, createdAt: new Date('2026-11-26T12:00:00Z') });

let folder: string;
const kek = newDataKey();
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'assent-keys-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('a stored key', () => {
  let store: KeyStore;
  beforeEach(
    () => (store = new KeyStore(join(folder, 'below'), localKeyWrapping(new KeyEncryptionKey(kek)))),
  );
  const path = (id: string) => join(folder, 'below', `${id}.key.json`);

  it('is readable by its owner alone, and leaves no draft behind', async () => {
    const { id } = await store.generate('ed25519', origin('Sig4'));
    expect((await stat(path(id))).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'below'))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, 'below'))).toEqual([`${id}.key.json`]);
  });

  it('is the same key when it is taken in twice', async () => {
    const first = await store.generate('p-256', origin('S4'));
    await store.import(await store.export(first.id), origin('S4, again'));
    expect((await store.list()).map(({ id, label }) => [id, label])).toEqual([[first.id, 'S4, again']]);
  });

  it('is opened after a rotation of the key-encryption key, and rewrapped under the new one', async () => {
    const next = newDataKey();
    const made = await store.generate('p-256', origin('Sig2'));
    const both = new KeyStore(join(folder, 'below'), localKeyWrapping(new KeyEncryptionKey(next, kek)));
    const exported = await both.export(made.id);
    const rewrapped = await both.rewrap(made.id);
    expect(rewrapped.wrappedBy).not.toBe(made.wrappedBy);
    const nextOnly = new KeyStore(join(folder, 'below'), localKeyWrapping(new KeyEncryptionKey(next)));
    expect(await nextOnly.export(made.id)).toBe(exported);
    await expect(store.open(made.id)).rejects.toThrow('unknown-key-encryption-key');
  });

  it('is gone when it was removed', async () => {
    const { id } = await store.generate('p-256', origin('C3'));
    await store.remove(id);
    await store.remove(id);
    await expect(store.open(id)).rejects.toThrow('unknown-key');
    expect(await store.list()).toEqual([]);
  });

  const changed = async (
    change: (file: Record<string, unknown>, other: Record<string, unknown>) => unknown,
  ) => {
    const [{ id }, other] = [
      await store.generate('p-256', origin('a')),
      await store.generate('p-256', origin('b')),
    ];
    const read = async (name: string) =>
      JSON.parse(await readFile(path(name), 'utf8')) as Record<string, unknown>;
    await writeFile(path(id), JSON.stringify(change(await read(id), await read(other.id))));
    return store.open(id);
  };

  it.each([
    ['the sealed key of another', 'not-authentic', (file, other) => ({ ...file, sealed: other['sealed'] })],
    [
      'sealed key and data key of another',
      'not-authentic',
      (file, other) => ({ ...file, sealed: other['sealed'], dataKey: other['dataKey'] }),
    ],
    [
      'the public key of another',
      'malformed-key-file',
      (file, other) => ({ ...file, publicJwk: other['publicJwk'] }),
    ],
    ['all of another', 'malformed-key-file', (_file, other) => other],
    ['a version of the future', 'malformed-key-file', (file) => ({ ...file, version: 2 })],
    ['nothing sealed', 'malformed-key-file', (file) => ({ ...file, sealed: undefined })],
    ['no object', 'malformed-key-file', () => null],
  ] as [string, string, Parameters<typeof changed>[0]][])(
    'is refused with %s',
    async (_what, reason, change) => {
      await expect(changed(change)).rejects.toMatchObject({ name: 'Untrusted', reason });
    },
  );

  it.each(['../../etc/passwd', 'a', '', `${'A'.repeat(42)}/`])(
    'has no id that leads elsewhere: %p',
    async (id) => {
      await expect(store.open(id)).rejects.toThrow('unknown-key');
      await expect(async () => store.remove(id)).rejects.toThrow('unknown-key');
    },
  );

  it.each([
    [
      'that is weak',
      () =>
        generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({
          type: 'pkcs8',
          format: 'pem',
        }) as string,
      'weak-key',
    ],
    [
      'on another curve',
      () =>
        generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey.export({
          type: 'pkcs8',
          format: 'pem',
        }) as string,
      'unsupported-key',
    ],
    ['that is none', () => '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', 'malformed-key'],
  ])('is not one %s', async (_what, pem, reason) => {
    await expect(async () => store.import(pem(), origin('x'))).rejects.toMatchObject({ reason });
    expect(await store.list()).toEqual([]);
  });
});

describe('the file of a key-encryption key', () => {
  it('has 32 bytes, or their base64url, and former ones after a comma', async () => {
    const path = join(folder, 'kek');
    await writeFile(path, kek);
    const { wrapped, keyId } = await (await keyFileWrapping(path)).wrap(kek);
    const next = newDataKey();
    await writeFile(path, `${toBase64url(next)},${toBase64url(kek)}\n`);
    const rotated = await keyFileWrapping(path);
    expect(Buffer.from(await rotated.unwrap({ wrapped, keyId })).equals(kek)).toBe(true);
    await writeFile(path, 'too short to be one');
    await expect(keyFileWrapping(path)).rejects.toThrow('43 base64url characters');
  });
});
