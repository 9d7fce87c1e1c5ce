import { decryptJwe, encryptJwe, KeyEncryptionKey, KeySet, newDataKey } from '#crypto';
import { type TestLog, testLog } from '#testing';
import { decryptionKeys } from './decryption-keys.aggregate.js';
import { DecryptionKeys } from './decryption-keys.js';

let log: TestLog;
const settings = { keyPublicationDelay: 60, longestTokenLife: 3600 };
const keysOf = async (keyEncryptionKey = log.keys) => {
  const { store } = await log.another();
  return new DecryptionKeys({
    service: 'authorization',
    store: () => store,
    keyEncryptionKey,
    clock: log.clock,
    settings,
  });
};
const encrypted = async (keys: DecryptionKeys) => {
  const set = KeySet.of({ keys: await keys.publicKeys() });
  return encryptJwe(await set.recipient('RSA-OAEP-256'), { enc: 'A256GCM' }, 'hello');
};
const read = async (keys: DecryptionKeys, jwe: string) => {
  const policy = { key: keys.find, algorithms: ['RSA-OAEP-256'], encryptions: ['A256GCM'] };
  return (await decryptJwe(jwe, policy)).plaintext.toString();
};

beforeEach(async () => {
  log = await testLog({ service: 'authorization', aggregates: [decryptionKeys] });
});
afterEach(() => log.close());

describe('the keys that a service is encrypted to', () => {
  it('are one of each type, the same in every process, and read by all', async () => {
    const processes = await Promise.all([keysOf(), keysOf(), keysOf()]);
    const published = await Promise.all(processes.map((keys) => keys.publicKeys()));
    expect(published[0]!.map(({ kty, crv, use }) => [kty, crv, use])).toEqual([
      ['RSA', undefined, 'enc'],
      ['EC', 'P-256', 'enc'],
      ['OKP', 'X25519', 'enc'],
    ]);
    for (const keys of published) expect(keys).toEqual(published[0]);
    expect(await read(processes[2]!, await encrypted(processes[0]!))).toBe('hello');
  });

  it('are stored without their private halves in the clear, and of no use without the key-encryption key', async () => {
    await (await keysOf()).establish();
    const rows = await log.database.query<{ data: string }>('select data::text as data from event');
    expect(rows).toHaveLength(3);
    for (const { data } of rows) expect(data).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
    const strange = await keysOf(new KeyEncryptionKey(newDataKey()));
    await expect(strange.check()).rejects.toThrow('unknown-key-encryption-key');
    await expect((await keysOf()).check()).resolves.toBeUndefined();
  });

  it('rotate: the new one is read everywhere before it is published, the old one as long as something may come', async () => {
    const [one, other] = [await keysOf(), await keysOf()];
    const before = await encrypted(one);
    await other.establish();
    await one.rotate();
    expect(await other.publicKeys()).toEqual(await one.publicKeys());
    log.clock.advance({ seconds: 60 });
    const after = await encrypted(one);
    expect(after.split('.')[0]).not.toBe(before.split('.')[0]);
    for (const jwe of [before, after]) expect(await read(other, jwe)).toBe('hello');
    log.clock.advance({ seconds: 3660 });
    await expect(read(other, before)).rejects.toThrow('unknown-kid');
    expect(await read(other, after)).toBe('hello');
  });

  it('are listed for operators by their use', async () => {
    const keys = await keysOf();
    await keys.rotate();
    const listed = (await keys.list()).filter(({ alg }) => alg === 'X25519 (enc)');
    expect(listed).toMatchObject([
      { use: 'active', publishedUntil: '2026-01-01T01:02:00.000Z' },
      { use: 'pending', activeFrom: '2026-01-01T00:01:00.000Z' },
    ]);
    expect(JSON.stringify(listed)).not.toMatch(/privateKey|sealed/);
  });

  it('are found by kid alone', async () => {
    const keys = await keysOf();
    await expect(keys.find({})).rejects.toThrow('missing-kid');
    await expect(keys.find({ kid: '__proto__' })).rejects.toThrow('unknown-kid');
  });
});
