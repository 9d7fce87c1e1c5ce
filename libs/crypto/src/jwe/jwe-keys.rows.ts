import { toBase64url } from '../base64url.js';
import { encryptJwe } from './jwe.js';
import { withParts } from './jwe.fixture.js';
import { good, p384, reader, reheaded, type Row, rsa, saying, withEpk } from './jwe-hostile.fixture.js';

const withParties = async (parties: object) =>
  reheaded(await good('P-256'), (header) => ({ ...header, ...parties }));

/** Refused by what it says of keys, and by its lengths. */
export const keys: Readonly<Record<string, Row>> = {
  'accessjwk of another key': [
    () => saying(rsa({ accessjwk: reader.pairs['P-256'].publicJwk })),
    'wrong-access-key',
  ],
  'accessjwk with the private key in it': [
    () => saying(rsa({ accessjwk: reader.pairs.RSA.privateJwk })),
    'private-key-published',
  ],
  'accessjwk a text': [() => saying(rsa({ accessjwk: 'RSA' })), 'wrong-access-key'],
  'accessjwk null': [() => saying(rsa({ accessjwk: null })), 'wrong-access-key'],
  'accessjwk of the same modulus and another exponent': [
    () => saying(rsa({ accessjwk: { ...reader.pairs.RSA.publicJwk, e: 'Aw' } })),
    'wrong-access-key',
  ],
  'epk missing': [() => withEpk(() => undefined), 'wrong-ephemeral-key'],
  'epk of P-384': [() => withEpk(p384), 'wrong-ephemeral-key'],
  'epk of X25519 for a key on P-256': [
    () => withEpk(() => ({ kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) })),
    'wrong-ephemeral-key',
  ],
  'epk of Ed25519 for a key on X25519': [
    () => withEpk((epk) => ({ ...epk, crv: 'Ed25519' }), 'X25519'),
    'wrong-ephemeral-key',
  ],
  'epk with its private key': [() => withEpk((epk) => ({ ...epk, d: 'AAAA' })), 'wrong-ephemeral-key'],
  'epk without y': [() => withEpk((epk) => ({ ...epk, y: undefined })), 'wrong-ephemeral-key'],
  'epk with a short x': [() => withEpk((epk) => ({ ...epk, x: 'AAAA' })), 'wrong-ephemeral-key'],
  'epk with numbers': [() => withEpk((epk) => ({ ...epk, x: 1, y: 2 })), 'wrong-ephemeral-key'],
  'epk a list': [() => withEpk(() => []), 'wrong-ephemeral-key'],
  'apu and apv the same': [() => withParties({ apu: 'QQ', apv: 'QQ' }), 'malformed-header'],
  'apu a number': [() => withParties({ apu: 1 }), 'malformed-header'],
  'apv with stray bits': [() => withParties({ apv: 'QB' }), 'not-base64url'],
  'apv of a thousand characters': [() => withParties({ apv: 'A'.repeat(1000) }), 'malformed-header'],
  'an encrypted key where there is none': [
    async () => {
      const jwe = await encryptJwe(await reader.recipient('P-256', 'ECDH-ES'), { enc: 'A256GCM' }, 'x');
      return withParts(jwe, { 1: () => 'AAAA' });
    },
    'malformed-jwe',
  ],
  'no encrypted key where there is one': [
    async () => withParts(await good(), { 1: () => '' }),
    'malformed-jwe',
  ],
  'an iv of 11 bytes': [
    async () => withParts(await good(), { 2: () => toBase64url(Buffer.alloc(11)) }),
    'malformed-jwe',
  ],
  'an iv of 16 bytes for GCM': [
    async () => withParts(await good(), { 2: () => toBase64url(Buffer.alloc(16)) }),
    'malformed-jwe',
  ],
  'a tag of 4 bytes, guessed in no time': [
    async () => withParts(await good(), { 4: () => toBase64url(Buffer.alloc(4)) }),
    'malformed-jwe',
  ],
  'half a tag of CBC with HMAC': [
    async () =>
      withParts(await good('RSA', 'A256CBC-HS512'), { 4: (tag) => tag.slice(0, 22).replace(/.$/, 'A') }),
    'malformed-jwe',
  ],
};
