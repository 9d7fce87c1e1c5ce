import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import { parseCertificate } from '../certificate/certificate.js';
import { spkiOf } from '../certificate/public-key.js';
import { type Forgery, flipped, forge, tlv } from '../forge.fixture.js';
import { p256, type Party, rsa } from '../x509.fixture.js';
import type { Row } from './row.fixture.js';

/** An RSA key of so many bits that nobody has factors of. */
const rsaSpki = (bits: number): Buffer => {
  const honest = parseAsn(SubjectPublicKeyInfo, spkiOf(rsa().publicKey), 'fixture');
  const modulus = randomBytes(bits / 8);
  modulus[0]! |= 0x80;
  modulus[modulus.length - 1]! |= 1;
  const number = tlv(2, Buffer.concat([Buffer.of(0), modulus]));
  const key = tlv(0x30, Buffer.concat([number, Buffer.from('0203010001', 'hex')]));
  honest.subjectPublicKey = arrayBufferOf(key);
  return derOf(honest);
};

const offCurve = (): Buffer => flipped(spkiOf(p256().publicKey), -1);

const explicitCurve = (): Buffer =>
  spkiOf(generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' }).publicKey);

/** Keys and signatures that are too weak, too dear, or not what they say. */
export const keyRows = (ca: Party, rsaCa: Party): readonly Row[] => {
  const read =
    (forgery: Forgery, by = ca) =>
    () =>
      parseCertificate(forge(by, forgery));
  return [
    ['an RSA key of 1024 bits', read({ keys: rsa(1024) }), 'weak-key'],
    [
      'an RSA exponent of 3',
      read({ keys: generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }) }),
      'weak-key',
    ],
    ['an RSA key of 16,384 bits', read({ spki: rsaSpki(16_384) }), 'oversized-key'],
    ['an RSA key of 8,200 bits', read({ spki: rsaSpki(8200) }), 'oversized-key'],
    ['a key on P-521', read({ keys: generateKeyPairSync('ec', { namedCurve: 'P-521' }) }), 'unsupported-key'],
    [
      'a key on secp256k1',
      read({ keys: generateKeyPairSync('ec', { namedCurve: 'secp256k1' }) }),
      'unsupported-key',
    ],
    [
      'a DSA key',
      read({ keys: generateKeyPairSync('dsa', { modulusLength: 2048, divisorLength: 256 }) }),
      'unsupported-key',
    ],
    ['a point that is not on its curve', read({ spki: offCurve() }), 'malformed-key'],
    ['a curve with parameters of its own', read({ spki: explicitCurve() }), 'unsupported-key'],
    ['SHA-1 with RSA', read({ oid: '1.2.840.113549.1.1.5', hash: 'sha1' }, rsaCa), 'weak-signature-hash'],
    ['MD5 with RSA', read({ oid: '1.2.840.113549.1.1.4', hash: 'md5' }, rsaCa), 'weak-signature-hash'],
    ['SHA-1 with ECDSA', read({ oid: '1.2.840.10045.4.1', hash: 'sha1' }), 'weak-signature-hash'],
    ['an algorithm that nobody knows', read({ oid: '1.2.643.7.1.1.3.2' }), 'unknown-signature-algorithm'],
  ];
};
