import {
  GeneralName,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  SubjectAlternativeName,
} from '@peculiar/asn1-x509';
import { parseCertificate } from '../certificate/certificate.js';
import { asnExtension, extensionOf } from '../certificate/extension-set.js';
import { type Forgery, forge, rawExtension, swapped } from '../forge.fixture.js';
import { day, type Party } from '../x509.fixture.js';
import type { Row } from './row.fixture.js';

const alternativeName = (name: Partial<GeneralName>, count = 1) =>
  asnExtension(
    extensionOf(
      id_ce_subjectAltName,
      new SubjectAlternativeName(Array.from({ length: count }, () => new GeneralName(name))),
    ),
  );

/** Certificates whose contents contradict RFC 5280, or would be read differently by others. */
export const contentRows = (ca: Party): readonly Row[] => {
  const read = (forgery: Forgery) => () => parseCertificate(forge(ca, forgery));
  const san = (name: Partial<GeneralName>, count?: number) => read({ more: [alternativeName(name, count)] });
  return [
    [
      'one algorithm inside and another outside',
      read({ innerOid: '1.2.840.10045.4.3.3' }),
      'malformed-certificate',
    ],
    [
      'an extension twice',
      read({ more: [asnExtension(extensionOf(id_ce_keyUsage, new SubjectAlternativeName()))] }),
      'duplicate-extension',
    ],
    ['extensions in version 1', read({ version: 0 }), 'malformed-certificate'],
    ['serial number zero', read({ serial: Buffer.of(0) }), 'malformed-certificate'],
    ['a negative serial number', read({ serial: Buffer.of(0xff, 0) }), 'malformed-certificate'],
    ['a serial number of 21 octets', read({ serial: Buffer.alloc(21, 1) }), 'malformed-certificate'],
    ['an end before its beginning', read({ notBefore: day(1), notAfter: day(-1) }), 'malformed-certificate'],
    ['a NUL in the common name', read({ name: 'bank.example\0.evil.example' }), 'malformed-name'],
    ['a line break in the common name', read({ name: 'a\nb' }), 'malformed-name'],
    [
      'a common name that is no UTF-8',
      () => parseCertificate(swapped(forge(ca, { name: 'ABCD' }), 'ABCD', Buffer.from('41c32844', 'hex'))),
      'not-der',
    ],
    ['a NUL in a host name', san({ dNSName: 'bank.example\0.evil.example' }), 'malformed-name'],
    ['a path in a host name', san({ dNSName: 'bank.example/login' }), 'malformed-name'],
    ['a wildcard for a whole domain', san({ dNSName: '*.example' }), 'malformed-name'],
    [
      'a URI with a line break',
      san({ uniformResourceIdentifier: 'https://a.example/\nb' }),
      'malformed-name',
    ],
    ['101 alternative names', san({ dNSName: 'a.example' }, 101), 'malformed-name'],
    [
      'a key usage without any',
      read({ extensions: [rawExtension(id_ce_keyUsage, Buffer.from('03020700', 'hex'))] }),
      'malformed-extension',
    ],
    [
      'an extension of another type',
      read({ extensions: [rawExtension(id_ce_keyUsage, Buffer.from('0500', 'hex'))] }),
      'malformed-extension',
    ],
    [
      'bytes behind an extension',
      read({ extensions: [rawExtension(id_ce_keyUsage, Buffer.from('0302078000', 'hex'))] }),
      'not-der',
    ],
  ];
};
