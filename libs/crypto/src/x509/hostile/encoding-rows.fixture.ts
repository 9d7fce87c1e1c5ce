import { randomBytes } from 'node:crypto';
import { certificatePem, parseCertificate } from '../certificate/certificate.js';
import { createCrl } from '../crl/create-crl.js';
import { forge, tlv } from '../forge.fixture.js';
import { day, NOW, type Party } from '../x509.fixture.js';
import type { Row } from './row.fixture.js';

const nested = (depth: number): Buffer =>
  Array.from({ length: depth }).reduce<Buffer>((inside) => tlv(0x30, inside), Buffer.of(5, 0));

/** What is no certificate at all, or one in another spelling than DER. */
export const encodingRows = (ca: Party): readonly Row[] => {
  const good = forge(ca);
  const pem = certificatePem({ der: good });
  return [
    ['random bytes', () => parseCertificate(Buffer.from('a'.repeat(500))), 'not-der'],
    ['nothing', () => parseCertificate(new Uint8Array()), 'not-der'],
    ['an empty text', () => parseCertificate(''), 'malformed-pem'],
    ['PEM without its last line', () => parseCertificate(pem.slice(0, 400)), 'malformed-pem'],
    ['PEM of two certificates where one is asked for', () => parseCertificate(pem + pem), 'malformed-pem'],
    [
      'base64 with foreign characters',
      () => parseCertificate(`${good.toString('base64')}*`),
      'malformed-pem',
    ],
    ['bytes behind the certificate', () => parseCertificate(Buffer.concat([good, Buffer.of(0)])), 'not-der'],
    ['a certificate cut short', () => parseCertificate(good.subarray(0, -1)), 'not-der'],
    [
      'indefinite length (BER)',
      () => parseCertificate(Buffer.from('3080020101020102020103 0000'.replaceAll(' ', ''), 'hex')),
      'not-der',
    ],
    [
      'a length in more octets than it needs',
      () => parseCertificate(Buffer.from('30810302017f', 'hex')),
      'not-der',
    ],
    [
      'a number with a needless zero',
      () => parseCertificate(Buffer.from('3004020200 01'.replaceAll(' ', ''), 'hex')),
      'not-der',
    ],
    ['a text in several pieces', () => parseCertificate(Buffer.from('30062c040c024142', 'hex')), 'not-der'],
    ['values nested a hundred deep', () => parseCertificate(nested(100)), 'not-der'],
    ['one megabyte', () => parseCertificate(tlv(0x30, randomBytes(20_000))), 'oversized'],
    [
      'one megabyte of PEM',
      () => parseCertificate(pem.replace('\n', `\n${'A'.repeat(1_000_000)}`)),
      'oversized',
    ],
    [
      'a revocation list',
      async () =>
        parseCertificate(
          await createCrl(ca, { revoked: [], thisUpdate: NOW, nextUpdate: day(1), number: 1 }),
        ),
      'malformed-certificate',
    ],
  ];
};
