import { createCipheriv, createHash, createHmac, createPrivateKey, randomBytes } from 'node:crypto';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { toBase64url } from '../base64url.js';
import { decryptJwe } from '../jwe/jwe.js';
import { openerOf } from '../jwe/jwe.fixture.js';
import { part, policyOf } from '../jws/jws.fixture.js';
import { parseDetachedJws, parseJws, signingInput } from '../jws/jws-format.js';
import { signInput, verifyJws } from '../jws/jws.js';
import { verifyDetached } from '../jws/detached-jws.js';
import { DecryptionKeySet } from '../jwk/decryption-keys.js';
import { importDecryptionKey } from '../jwk/encryption-key.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { KeySet } from '../jwk/key-set.js';
import { jwkThumbprint } from '../jwk/thumbprint.js';
import { type JwsVector, rfc7515 } from './rfc7515.data.js';
import { rfc7516 } from './rfc7516.data.js';
import { privateKeys, publicKeys, symmetricKeys } from './rfc7517.data.js';
import * as rfc7518 from './rfc7518.data.js';
import { rfc7520Encrypted } from './rfc7520-jwe.data.js';
import { rfc7520Signed } from './rfc7520-jws.data.js';
import * as rfc7797 from './rfc7797.data.js';
import * as rfc8037 from './rfc8037.data.js';

type Outcome = { readonly payload: Buffer } | string;
const reasonOf = (error: { name: string; reason: string }): string =>
  error.name === 'Untrusted' ? error.reason : error.name;

/** The key is known by another name than a `kid`, which these examples do not have. */
const verified = ({ jws, key, allowing, detached }: JwsVector): Promise<Outcome> => {
  const set = KeySet.of({ keys: key ? [{ ...key, kid: 'the key' }] : [] });
  const policy = {
    ...policyOf(set, [...signatureAlgorithms, ...(allowing ? [allowing] : [])]),
    key: ({ alg }: { readonly alg: string }) => set.find({ alg, kid: 'the key' }),
  };
  const work = detached === undefined ? verifyJws(jws, policy) : verifyDetached(jws, detached, policy);
  return work.catch(reasonOf);
};

describe('a JWS of', () => {
  const all = [...rfc7515, ...rfc7520Signed];
  it.each(all.filter(({ outcome }) => outcome === 'good'))('RFC $section is good: $title', async (vector) => {
    const outcome = await verified(vector);
    expect(outcome).toMatchObject({ payload: Buffer.from(vector.payload!) });
  });

  it.each(all.filter(({ outcome }) => outcome !== 'good'))(
    'RFC $section is refused: $title',
    async (vector) => {
      expect(await verified(vector)).toBe(vector.outcome);
    },
  );
});

describe('a JWE of', () => {
  it.each([...rfc7516, ...rfc7520Encrypted])('RFC $section is refused: $title', async ({ jwe, outcome }) => {
    expect(await decryptJwe(jwe, openerOf(new DecryptionKeySet([]))).catch(reasonOf)).toBe(outcome);
  });
});

describe('RFC 7517, key sets', () => {
  it('A.1: one key is encrypted to, the other verifies, and neither does both', async () => {
    const set = KeySet.of(publicKeys);
    expect((await set.recipient('ECDH-ES')).kid).toBe('1');
    await expect(set.find({ alg: 'RS256', kid: '2011-04-29' })).resolves.toBeDefined();
    await expect(set.find({ alg: 'ES256', kid: '1' })).rejects.toThrow('wrong-key-use');
    await expect(set.recipient('RSA-OAEP-256')).rejects.toThrow('no-encryption-key');
  });

  it('A.2, A.3: private and symmetric keys are published by nobody', () => {
    for (const jwks of [privateKeys, symmetricKeys])
      expect(() => KeySet.of(jwks)).toThrow('private-key-published');
  });
});

describe('RFC 8037, Ed25519', () => {
  const set = KeySet.of({ keys: [{ ...publicOf(rfc8037.signer), kid: 'k' }] });

  it('A.3: the thumbprint', () => expect(jwkThumbprint(rfc8037.signer)).toBe(rfc8037.thumbprint));

  it('A.4: the signature, which is the same each time', async () => {
    const privateKey = createPrivateKey({ key: rfc8037.signer, format: 'jwk' });
    const [head, , signature] = rfc8037.signed.split('.');
    const input = signingInput(head!, parseJws(rfc8037.signed).payload, false);
    expect(await signInput({ kid: 'k', alg: 'EdDSA', privateKey }, input)).toBe(signature);
  });

  it('A.5: its verification', async () => {
    const policy = { ...policyOf(set), key: () => set.find({ alg: 'EdDSA', kid: 'k' }) };
    const { payload } = await verifyJws(rfc8037.signed, policy);
    expect(payload.toString()).toBe('Example of Ed25519 signing');
  });
});

/** Encrypts by AES-128-GCM under a key that both sides are known to agree upon. */
const jweUnder = (header: object, contentKey: Buffer): string => {
  const [head, iv] = [part(header), randomBytes(12)];
  const cipher = createCipheriv('aes-128-gcm', contentKey, iv).setAAD(Buffer.from(head));
  const content = Buffer.concat([cipher.update('agreed'), cipher.final()]);
  return [head, '', ...[iv, content, cipher.getAuthTag()].map(toBase64url)].join('.');
};

describe('ECDH-ES', () => {
  it('RFC 7518 appendix C: gives the content key of the example', async () => {
    const key = await importDecryptionKey({ ...rfc7518.bob, kid: 'bob' });
    const header = { ...rfc7518.header, kid: 'bob' };
    const jwe = jweUnder(header, Buffer.from(rfc7518.derived, 'base64url'));
    const { plaintext } = await decryptJwe(jwe, openerOf(new DecryptionKeySet([key])));
    expect(plaintext.toString()).toBe('agreed');
  });

  it('RFC 8037 A.6: agrees upon the shared secret of X25519 of the example', async () => {
    // RFC 7518 §4.6.2, for an AlgorithmID of A128GCM, no parties, and 128 bits.
    const rounds = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from(rfc8037.agreed, 'hex'),
      Buffer.from('\0\0\0\x07A128GCM\0\0\0\0\0\0\0\0\0\0\0\x80', 'latin1'),
    ]);
    const contentKey = createHash('sha256').update(rounds).digest().subarray(0, 16);
    const jwe = jweUnder({ ...rfc8037.header, alg: 'ECDH-ES' }, contentKey);
    const keys = new DecryptionKeySet([await importDecryptionKey(rfc8037.bob)]);
    expect((await decryptJwe(jwe, openerOf(keys))).plaintext.toString()).toBe('agreed');
    const theirs = jweUnder(rfc8037.header, contentKey);
    expect(await decryptJwe(theirs, openerOf(keys)).catch(reasonOf)).toBe('forbidden-algorithm');
  });

  it('of the cookbook opens: X25519 with A128GCM', async () => {
    const keys = new DecryptionKeySet([await importDecryptionKey(rfc8037.bob)]);
    const { plaintext } = await decryptJwe(rfc8037.encrypted, openerOf(keys));
    expect(plaintext.toString()).toMatch(/^You can trust us to stick with you .* Frodo\.$/);
  });
});

describe('RFC 7797, payloads as they stand', () => {
  const hmac = (input: string | Buffer) =>
    createHmac('sha256', Buffer.from(rfc7797.key, 'base64url')).update(input).digest();

  it.each([
    ['§4.1: in base64url', rfc7797.encoded],
    ['§4.2: as it stands', rfc7797.unencoded],
  ])('%s, what is signed is what the example signs', (_title, text) => {
    const { input, signature } = parseDetachedJws(text, rfc7797.payload, { crit: ['b64'] });
    expect(hmac(input)).toEqual(signature);
  });

  it('and its HMAC is refused, as all are', async () => {
    const policy = { ...policyOf(KeySet.of({ keys: [] })), crit: ['b64'] };
    await expect(verifyDetached(rfc7797.unencoded, rfc7797.payload, policy)).rejects.toThrow(
      'forbidden-algorithm',
    );
  });
});

function publicOf({ d: _private, ...jwk }: typeof rfc8037.signer): PublicJwk {
  return jwk;
}
