import { decodeProtectedHeader } from 'jose';
import { KeyEncryptionKey, KeySet, jwtKinds, newDataKey, signatureAlgorithms } from '#crypto';
import { type TestLog, testLog } from '#testing';
import { ServerKeys } from './server-keys.js';
import { signingKeys } from './signing-keys/signing-keys.aggregate.js';

let log: TestLog;
const settings = { keyPublicationDelay: 60, longestTokenLife: 3600 };
const serverKeys = async (keyEncryptionKey = log.keys) => {
  const { store } = await log.another();
  return new ServerKeys({
    service: 'tokens',
    store: () => store,
    keyEncryptionKey,
    clock: log.clock,
    settings,
  });
};
const claims = { iss: 'i', sub: 's', aud: 'c', exp: 1, iat: 1 };
const sign = (keys: ServerKeys, alg: string) => keys.sign(alg, { typ: 'JWT' }, claims);

beforeEach(async () => {
  log = await testLog({ service: 'tokens', aggregates: [signingKeys] });
});
afterEach(() => log.close());

describe('the keys of a service', () => {
  it('sign with every algorithm from the first start, and verify what they signed', async () => {
    const keys = await serverKeys();
    for (const alg of signatureAlgorithms) {
      const { jwt, kid } = await sign(keys, alg);
      expect(decodeProtectedHeader(jwt)).toEqual({ alg, kid, typ: 'JWT' });
      expect((await keys.verify(jwt, jwtKinds.idToken)).claims).toEqual(claims);
      await expect(keys.verify(jwt, jwtKinds.accessToken)).rejects.toThrow('wrong-kind');
    }
    await expect(sign(keys, 'RS256')).rejects.toMatchObject({ reason: 'no-signing-key' });
  });

  it('are the same in every process, also when all start at once', async () => {
    const processes = await Promise.all(Array.from({ length: 4 }, () => serverKeys()));
    const published = await Promise.all(processes.map((keys) => keys.publicKeys()));
    expect(published[0]).toHaveLength(3);
    for (const keys of published) expect(keys).toEqual(published[0]);
  });

  it('are published without their private halves, and stored without them in the clear', async () => {
    const keys = await serverKeys();
    const published = { keys: await keys.publicKeys() };
    expect(KeySet.of(published).kids).toHaveLength(3);
    const rows = await log.database.query<{ data: string; public: string }>(
      'select data::text as data, public::text as public from event',
    );
    for (const { data, public: view } of rows) {
      expect(data).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
      expect(view).not.toMatch(/"(d|p|q|dp|dq|qi|privateKey|sealed|wrapped)":/);
    }
    expect(rows).toHaveLength(3);
  });

  it('are of no use without the key-encryption key, and survive its rotation', async () => {
    await (await serverKeys()).establish();
    const other = newDataKey();
    await expect(sign(await serverKeys(new KeyEncryptionKey(other)), 'ES256')).rejects.toThrow(
      'unknown-key-encryption-key',
    );
    const rotated = new KeyEncryptionKey(other, new Uint8Array(32).fill(7));
    await expect(sign(await serverKeys(rotated), 'ES256')).resolves.toBeDefined();
  });

  it('rotate: published at once, used after the delay, kept until the last thing signed has expired', async () => {
    const keys = await serverKeys();
    const before = await sign(keys, 'ES256');
    await keys.rotate();
    expect(await keys.publicKeys()).toHaveLength(6);
    expect((await sign(keys, 'ES256')).kid).toBe(before.kid);

    log.clock.advance({ seconds: 60 });
    const after = await sign(keys, 'ES256');
    expect(after.kid).not.toBe(before.kid);
    await expect(keys.verify(before.jwt, jwtKinds.idToken)).resolves.toBeDefined();

    log.clock.advance({ seconds: 3600 });
    expect(await keys.publicKeys()).toHaveLength(3);
    await expect(keys.verify(before.jwt, jwtKinds.idToken)).rejects.toThrow('unknown-kid');
    await expect(keys.verify(after.jwt, jwtKinds.idToken)).resolves.toBeDefined();
  });

  it('are seen by the other processes before they are used', async () => {
    const [one, other] = [await serverKeys(), await serverKeys()];
    await other.establish();
    await one.rotate();
    log.clock.advance({ seconds: 5 });
    expect(await other.publicKeys()).toHaveLength(6);
  });

  it('are listed for operators by their use', async () => {
    const keys = await serverKeys();
    await keys.rotate();
    const uses = (await keys.list()).filter(({ alg }) => alg === 'EdDSA');
    expect(uses).toMatchObject([
      { use: 'active', publishedUntil: '2026-01-01T01:01:00.000Z' },
      { use: 'pending', activeFrom: '2026-01-01T00:01:00.000Z' },
    ]);
    expect(JSON.stringify(uses)).not.toMatch(/privateKey|sealed/);
  });
});
