import { CompactEncrypt, FlattenedEncrypt, GeneralEncrypt } from 'jose';
import { toBase64url } from '../base64url.js';
import { withParts } from './jwe.fixture.js';
import { good, reader, type Row, rsa, saying } from './jwe-hostile.fixture.js';
import { part } from '../jws/jws.fixture.js';

/** Refused by shape and header. */
export const envelopes: Readonly<Record<string, Row>> = {
  'alg none': [() => saying(rsa({ alg: 'none' })), 'forbidden-algorithm'],
  'alg NONE': [() => saying(rsa({ alg: 'NONE' })), 'forbidden-algorithm'],
  'alg dir': [() => saying(rsa({ alg: 'dir' })), 'forbidden-algorithm'],
  'alg RSA1_5, Bleichenbacher’s': [() => saying(rsa({ alg: 'RSA1_5' })), 'forbidden-algorithm'],
  'alg RSA-OAEP, with SHA-1': [() => saying(rsa({ alg: 'RSA-OAEP' })), 'forbidden-algorithm'],
  'alg A128KW': [() => saying(rsa({ alg: 'A128KW' })), 'forbidden-algorithm'],
  'alg A256KW': [() => saying(rsa({ alg: 'A256KW' })), 'forbidden-algorithm'],
  'alg A256GCMKW': [() => saying(rsa({ alg: 'A256GCMKW' })), 'forbidden-algorithm'],
  'alg PBES2 with two thousand million rounds': [
    () => saying(rsa({ alg: 'PBES2-HS256+A128KW', p2c: 2_147_483_647, p2s: 'AAAAAAAAAAA' })),
    'forbidden-algorithm',
  ],
  'a p2c of its own beside RSA-OAEP-256, which nobody counts to': [
    async () => withParts(await good(), { 0: () => part(rsa({ p2c: 2_147_483_647 })) }),
    'decryption-failed',
  ],
  'alg ECDH-ES+A128KW': [() => saying(rsa({ alg: 'ECDH-ES+A128KW' })), 'forbidden-algorithm'],
  'alg EdDSA, as MEF 128 D11 would have it': [() => saying(rsa({ alg: 'EdDSA' })), 'forbidden-algorithm'],
  'alg constructor': [() => saying(rsa({ alg: 'constructor' })), 'forbidden-algorithm'],
  'alg missing': [() => saying(rsa({ alg: undefined })), 'malformed-header'],
  'alg a list': [() => saying(rsa({ alg: ['RSA-OAEP-256'] })), 'malformed-header'],
  'enc missing (MEF 128 R58)': [() => saying(rsa({ enc: undefined })), 'malformed-header'],
  'enc a number': [() => saying(rsa({ enc: 256 })), 'malformed-header'],
  'enc A128CBC-HS256, the default of OIDC': [
    () => saying(rsa({ enc: 'A128CBC-HS256' })),
    'forbidden-encryption',
  ],
  'enc A192GCM': [() => saying(rsa({ enc: 'A192GCM' })), 'forbidden-encryption'],
  'enc that does not authenticate (R56)': [() => saying(rsa({ enc: 'A256CBC' })), 'forbidden-encryption'],
  'enc null cipher (R54)': [() => saying(rsa({ enc: 'none' })), 'forbidden-encryption'],
  'enc __proto__': [() => saying(rsa({ enc: '__proto__' })), 'forbidden-encryption'],
  'zip, and a bomb of 20 MB in it': [
    async () => {
      const { publicKey } = await reader.recipient('RSA');
      const bomb = new CompactEncrypt(Buffer.alloc(20_000_000)).setProtectedHeader({
        ...rsa(),
        zip: 'DEF',
      } as never);
      return bomb.encrypt(publicKey);
    },
    'compressed-content',
  ],
  'zip of an unknown kind': [() => saying(rsa({ zip: 'BR' })), 'compressed-content'],
  'unknown crit': [() => saying(rsa({ crit: ['exp'], exp: 1 })), 'unknown-critical-header'],
  'crit of what the standard defines': [() => saying(rsa({ crit: ['enc'] })), 'unknown-critical-header'],
  'crit empty': [() => saying(rsa({ crit: [] })), 'malformed-header'],
  'kid missing': [() => saying(rsa({ kid: undefined })), 'missing-kid'],
  'kid unknown': [() => saying(rsa({ kid: 'x' })), 'unknown-kid'],
  'kid __proto__': [() => saying(rsa({ kid: '__proto__' })), 'unknown-kid'],
  'kid huge': [() => saying(rsa({ kid: 'k'.repeat(256) })), 'malformed-header'],
  'kid of a key of another type': [
    () => saying({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: reader.pairs.RSA.kid }),
    'wrong-key-type',
  ],
  'four parts': [() => 'AAAA.AAAA.AAAA.AAAA', 'not-a-compact-jwe'],
  'six parts': [async () => `${await good()}.AAAA`, 'not-a-compact-jwe'],
  'three parts, a JWS': [() => 'AAAA.AAAA.AAAA', 'not-a-compact-jwe'],
  'with padding': [async () => `${await good()}=`, 'not-a-compact-jwe'],
  'with white space': [async () => ` ${await good()}`, 'not-a-compact-jwe'],
  'without a tag': [async () => withParts(await good(), { 4: () => '' }), 'not-a-compact-jwe'],
  'without an iv': [async () => withParts(await good(), { 2: () => '' }), 'not-a-compact-jwe'],
  huge: [() => `${part(rsa())}.AAAA.${'A'.repeat(16)}.${'A'.repeat(40_000)}.${'A'.repeat(22)}`, 'oversized'],
  'stray bits in base64url': [
    async () => withParts(await good(), { 4: () => `${'A'.repeat(21)}B` }),
    'not-base64url',
  ],
  'header not JSON': [() => saying(rsa()).replace(/^[^.]*/, toBase64url('{')), 'malformed-header'],
  'header a list': [() => saying(rsa()).replace(/^[^.]*/, part([])), 'malformed-header'],
  'flattened JSON serialisation (D10)': [
    async () => {
      const { publicKey } = await reader.recipient('RSA');
      const jwe = new FlattenedEncrypt(Buffer.from('{}')).setProtectedHeader({ enc: 'A256GCM' });
      const unprotected = { alg: 'RSA-OAEP-256', kid: reader.pairs.RSA.kid };
      return JSON.stringify(await jwe.setUnprotectedHeader(unprotected).encrypt(publicKey));
    },
    'not-a-compact-jwe',
  ],
  'general JSON serialisation': [
    async () => {
      const jwe = new GeneralEncrypt(Buffer.from('{}')).setProtectedHeader({ enc: 'A256GCM' });
      for (const type of ['RSA', 'P-256'] as const) {
        const { alg, publicKey } = await reader.recipient(type);
        jwe.addRecipient(publicKey).setUnprotectedHeader({ alg });
      }
      return JSON.stringify(await jwe.encrypt());
    },
    'not-a-compact-jwe',
  ],
};
