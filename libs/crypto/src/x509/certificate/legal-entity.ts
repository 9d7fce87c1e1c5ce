import type { Certificate } from './certificate.js';
import type { RawExtension } from './extension-set.js';
import { readTlv } from '../asn1/der.js';
import { isLei } from '../../credentials/lei.js';
import { trust } from '../../untrusted.js';

/** GLEIF's extension for the LEI (ISO 17442-2 §5): a PrintableString of 20 characters. */
const LEI_EXTENSION = '1.3.6.1.4.1.52266.1';
/** X.690 §8.23; a length below 128 is written as one octet. */
const PRINTABLE_STRING = 0x13;
/** ETSI EN 319 412-1 §5.1.4, with the identity type of CEN/ISO LEIs and no country. */
const LEI_IDENTIFIER = /^LEI(?:XG)?-([0-9A-Z]{20})$/;

/**
 * The Legal Entity Identifier that a certificate names: in GLEIF's extension, or as organizationIdentifier of its subject
 * (`LEIXG-…`); undefined without either. Throws `Untrusted('malformed-lei')` for one whose check digits are wrong, or two that differ.
 */
export const leiOf = ({ extensions, subject }: Certificate): string | undefined => {
  const extension = extensions.get(LEI_EXTENSION);
  const found = [
    ...(extension ? [textOf(extension.value)] : []),
    ...subject.values('organizationIdentifier').flatMap((text) => LEI_IDENTIFIER.exec(text)?.[1] ?? []),
  ];
  trust(found.every(isLei) && new Set(found).size <= 1, 'malformed-lei');
  return found[0];
};

/** The same extension, to be written. Throws `Untrusted('malformed-lei')`. */
export const leiExtension = (lei: string): RawExtension => {
  trust(isLei(lei), 'malformed-lei');
  const value = Buffer.concat([Buffer.of(PRINTABLE_STRING, lei.length), Buffer.from(lei, 'latin1')]);
  return { oid: LEI_EXTENSION, critical: false, value };
};

const textOf = (value: Uint8Array): string => {
  const { start, end } = readTlv(value, 0);
  return Buffer.from(value.subarray(start, end)).toString('latin1');
};
