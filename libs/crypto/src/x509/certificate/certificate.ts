import type { KeyObject } from 'node:crypto';
import { Certificate as AsnCertificate, Version } from '@peculiar/asn1-x509';
import { orUntrusted, parseAsn } from '../asn1/asn.js';
import { assertDer, childrenOf, type Tlv } from '../asn1/der.js';
import { derFrom, readPem, writePem } from '../asn1/pem.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { type CertificateExtensions, readExtensions } from './extensions.js';
import { ExtensionSet } from './extension-set.js';
import { jwkOf, publicKeyOf } from './public-key.js';
import { isSignatureBy, type SignedBytes } from './signature-algorithms.js';
import { readSigned, sliceOf } from './signed.js';
import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { sha256Base64url } from '../../hash.js';
import { trust } from '../../untrusted.js';

/** Bytes; UAE and eIDAS certificates have about 2,000. */
const MAX_BYTES = 16_384;
const LABEL = 'CERTIFICATE';

/** An X.509 certificate as it was read: what it says, checked for form and strength, but by itself not trusted. */
export interface Certificate extends CertificateExtensions {
  readonly der: Uint8Array;
  /** SHA-256 of the DER as base64url: `x5t#S256` (RFC 7517 §4.9), the id of a certificate everywhere here. */
  readonly id: string;
  readonly subject: DistinguishedName;
  readonly issuer: DistinguishedName;
  /** Hexadecimal, an even number of digits. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: KeyObject;
  readonly publicJwk: PublicJwk;
  readonly extensions: ExtensionSet;
  readonly signed: SignedBytes;
}

/** Certificates read of late, by id: the same ones come with every message, and reading one costs as much as a signature. */
const known = new Map<string, Certificate>();
const MAX_KNOWN = 1000;

/**
 * Reads one certificate: DER, PEM with one block, or base64 as in `x5c`.
 * Throws `Untrusted`: `oversized`, `malformed-pem`, `not-der`, `malformed-certificate`, `malformed-name`, `malformed-extension`,
 * `duplicate-extension`, `malformed-key`, `weak-key`, `oversized-key`, `unsupported-key`, `weak-signature-hash`,
 * `unknown-signature-algorithm`.
 */
export const parseCertificate = (input: string | Uint8Array): Certificate => {
  const der = derFrom(input, LABEL, MAX_BYTES);
  const id = sha256Base64url(der);
  return known.get(id) ?? remember(readCertificate(der, id));
};

const readCertificate = (der: Buffer, id: string): Certificate => {
  assertDer(der);
  return orUntrusted('malformed-certificate', () => certificateOf(der, id));
};

const remember = (certificate: Certificate): Certificate => {
  known.set(certificate.id, certificate);
  if (known.size > MAX_KNOWN) known.delete(known.keys().next().value!);
  return certificate;
};

/** All certificates of a PEM text, such as a file of trust anchors. Throws as `parseCertificate`. */
export const parseCertificates = (pem: string): Certificate[] => readPem(pem, LABEL).map(parseCertificate);

export const certificatePem = ({ der }: Pick<Certificate, 'der'>): string => writePem(der, LABEL);

/** The `x5c` of a JWK or JWS header (RFC 7515 §4.1.6): base64, not base64url, the certificate of the key first. */
export const x5cOf = (certificates: readonly Certificate[]): string[] =>
  certificates.map(({ der }) => Buffer.from(der).toString('base64'));

/** Whether the private half of a certificate's key signed another certificate; says nothing about whether it may. */
export const isSignedBy = (certificate: Certificate, issuer: Pick<Certificate, 'publicKey'>): boolean =>
  isSignatureBy(issuer.publicKey, certificate.signed);

const certificateOf = (der: Buffer, id: string): Certificate => {
  const { tbsCertificate: tbs, signatureAlgorithm } = parseAsn(AsnCertificate, der, 'malformed-certificate');
  // RFC 5280 §4.1.1.2: what is signed names the algorithm too, so that nobody can change it.
  trust(signatureAlgorithm.isEqual(tbs.signature), 'malformed-certificate');
  trust(tbs.version === Version.v3 || !tbs.extensions, 'malformed-certificate');
  const { contents, signed } = readSigned(der, 'malformed-certificate');
  const parts = partsOf(der, contents);
  const publicKey = publicKeyOf(parts.spki);
  const extensions = ExtensionSet.of(tbs.extensions);
  return Object.freeze({
    der,
    id,
    subject: DistinguishedName.fromDer(parts.subject),
    issuer: DistinguishedName.fromDer(parts.issuer),
    ...validityOf(tbs.validity),
    serial: serialOf(new Uint8Array(tbs.serialNumber)),
    publicKey,
    publicJwk: jwkOf(publicKey),
    extensions,
    ...readExtensions(extensions),
    signed,
  });
};

const validityOf = (validity: AsnCertificate['tbsCertificate']['validity']) => {
  const [notBefore, notAfter] = [validity.notBefore.getTime(), validity.notAfter.getTime()];
  trust(notBefore.getTime() <= notAfter.getTime(), 'malformed-certificate');
  return { notBefore, notAfter };
};

/** RFC 5280 §4.1.2.2: positive, at most 20 octets; written without the octet that only keeps it positive. */
export const serialOf = (serialNumber: Uint8Array): string => {
  const bytes = Buffer.from(serialNumber);
  trust(bytes.length > 0 && bytes.length <= 20 && bytes[0]! < 0x80, 'malformed-certificate');
  const digits = bytes[0] === 0 && bytes.length > 1 ? bytes.subarray(1) : bytes;
  trust(
    digits.some((byte) => byte !== 0),
    'malformed-certificate',
  );
  return digits.toString('hex');
};

/** The parts that are taken byte for byte, since hashes are over them. */
const partsOf = (der: Buffer, contents: Tlv) => {
  const fields = childrenOf(der, contents);
  // version [0] is left out by certificates of version 1
  const [, , issuer, , subject, spki] = fields[0]!.tag === 0xa0 ? fields.slice(1) : fields;
  return { issuer: sliceOf(der, issuer!), subject: sliceOf(der, subject!), spki: sliceOf(der, spki!) };
};
