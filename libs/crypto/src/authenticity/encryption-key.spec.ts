import { DecryptionKeySet } from '../jwk/decryption-keys.js';
import { KeyEncryptionKey } from '../sealing/key-encryption-key.js';
import { encryptionKeyOf } from './encryption-key.js';
import { decryptSecrets, encryptSecrets, secretsRecipient } from './sealed-secrets.js';
import { newSecret } from './secrets.js';

const secrets = { previous_secret: newSecret(), new_secret: newSecret() };
const [old, young] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
const keysOf = (key: KeyEncryptionKey) => Promise.all(key.derive('messages').map(encryptionKeyOf));

const edited = (jwe: string, change: object): string => {
  const [head, ...rest] = jwe.split('.');
  const header = JSON.parse(Buffer.from(head!, 'base64url').toString()) as object;
  return [Buffer.from(JSON.stringify({ ...header, ...change })).toString('base64url'), ...rest].join('.');
};

describe('the key that secrets of messages are encrypted to', () => {
  it('is the same in every process that has the key-encryption key, and another for another purpose', async () => {
    const [one] = await keysOf(new KeyEncryptionKey(old));
    const [again] = await keysOf(new KeyEncryptionKey(old));
    const other = await encryptionKeyOf(new KeyEncryptionKey(old).derive('other')[0]!);
    expect(again!.publicJwk).toEqual(one!.publicJwk);
    expect(other.publicJwk.kid).not.toBe(one!.publicJwk.kid);
    expect(one!.publicJwk).not.toHaveProperty('d');
  });

  it('goes on opening what came before the key-encryption key was rotated', async () => {
    const [before] = await keysOf(new KeyEncryptionKey(old));
    const jwe = await encryptSecrets(secrets, await secretsRecipient(before!.publicJwk));
    const after = await keysOf(new KeyEncryptionKey(young, old));
    expect(after[0]!.publicJwk.kid).not.toBe(before!.publicJwk.kid);
    const keys = new DecryptionKeySet(after.map(({ decryption }) => decryption));
    expect(await decryptSecrets(jwe, (header) => keys.find(header))).toEqual(secrets);
  });

  it.each([
    ['an RSA key', { kty: 'RSA', n: 'AQAB', e: 'AQAB' }],
    ['a key of another curve', { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }],
    ['a point that is not on the curve', { kty: 'EC', crv: 'P-256', x: newSecret(), y: newSecret() }],
    ['a private key', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', d: 'AA' }],
    ['nothing', {}],
  ])('is none that is %s', async (_what, jwk) => {
    await expect(secretsRecipient(jwk)).rejects.toMatchObject({ reason: 'unusable-encryption-key' });
  });

  it('tells nobody why something does not open', async () => {
    const [key] = await keysOf(new KeyEncryptionKey(old));
    const keys = new DecryptionKeySet([key!.decryption]);
    const jwe = await encryptSecrets(secrets, await secretsRecipient(key!.publicJwk));
    const hostile = [
      '',
      'a.b.c.d.e',
      jwe.split('.').with(3, newSecret()).join('.'),
      edited(jwe, { alg: 'dir' }),
      edited(jwe, { kid: 'other' }),
      edited(jwe, { zip: 'DEF' }),
      edited(jwe, { enc: 'A128GCM' }),
      await encryptSecrets({ ...secrets, new_secret: 'short' }, await secretsRecipient(key!.publicJwk)),
    ];
    for (const one of hostile)
      await expect(decryptSecrets(one, (header) => keys.find(header))).rejects.toMatchObject({
        reason: 'secrets-unreadable',
      });
  });
});
