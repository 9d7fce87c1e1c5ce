import { randomBytes } from 'node:crypto';
import { toBase64url } from '../base64url.js';
import { flipped, withParts } from './jwe.fixture.js';
import { good, reheaded, rsa, withContentKey, withEpk } from './jwe-hostile.fixture.js';
import { part } from '../jws/jws.fixture.js';

/** Known to nobody but to who holds the private key: one reason for all. */
export const secrets: Readonly<Record<string, () => Promise<string>>> = {
  'a changed tag': async () => withParts(await good(), { 4: (tag) => flipped(tag) }),
  'a changed iv': async () => withParts(await good(), { 2: (iv) => flipped(iv) }),
  'a changed content': async () => withParts(await good(), { 3: (content) => flipped(content) }),
  'a changed content of CBC, where padding could tell': async () =>
    withParts(await good('RSA', 'A256CBC-HS512'), { 3: (content) => flipped(content, 127) }),
  'a header (the AAD) with one more member': async () =>
    reheaded(await good(), (header) => ({ ...header, typ: 'JWT' })),
  'another enc of the same lengths': async () =>
    withParts(await good(), { 0: () => part(rsa({ enc: 'A128GCM', accessjwk: undefined })) }),
  'an encrypted key that is no OAEP': async () =>
    withParts(await good(), { 1: () => toBase64url(Buffer.alloc(256, 1)) }),
  'an encrypted key beyond the modulus': async () =>
    withParts(await good(), { 1: () => toBase64url(Buffer.alloc(256, 255)) }),
  'an encrypted key of three bytes': async () => withParts(await good(), { 1: () => 'AAAA' }),
  'an encrypted key of 4096 bits': async () =>
    withParts(await good(), { 1: () => toBase64url(randomBytes(512)) }),
  'MEF 128 R60: a content key of 16 bytes for A256GCM': () => withContentKey(16),
  'R60: a content key of 31 bytes': () => withContentKey(31),
  'R60: a content key of no bytes': () => withContentKey(0),
  'R60: a content key of 64 bytes': () => withContentKey(64),
  'another content key of the right length': () => withContentKey(32),
  'a wrapped key that does not unwrap': async () =>
    withParts(await good('P-256'), { 1: (key) => flipped(key) }),
  'a wrapped key cut short': async () =>
    withParts(await good('X25519'), { 1: () => toBase64url(Buffer.alloc(24)) }),
  'an epk off the curve (an invalid curve attack)': () =>
    withEpk((epk) => ({ ...epk, y: flipped(String(epk['y']), 200) })),
  'an epk of zeros': () => withEpk((epk) => ({ ...epk, x: 'A'.repeat(43), y: 'A'.repeat(43) })),
  'an epk of low order on X25519': () => withEpk((epk) => ({ ...epk, x: 'A'.repeat(43) }), 'X25519'),
  'an epk of order eight on X25519': () =>
    withEpk((epk) => ({ ...epk, x: '4Ot6fDtBuK4WVuP68Z_EatoJjeucMrH9hmIFFl9JuAA' }), 'X25519'),
  'the epk of another JWE': async () => {
    const [one, other] = [await good('P-256'), await good('P-256')];
    return withParts(one, { 0: () => other.split('.')[0]! });
  },
};
