import { sign } from 'node:crypto';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  Certificate as AsnCertificate,
  Extension,
  Extensions,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
} from '@peculiar/asn1-x509';
import { OctetString } from '@peculiar/asn1-schema';
import { arrayBufferOf, derOf, parseAsn } from './asn1/asn.js';
import { parseCertificate } from './certificate/certificate.js';
import { asnExtension } from './certificate/extension-set.js';
import { spkiOf } from './certificate/public-key.js';
import { signerOf } from './certificate/signer.js';
import { newSerial, serialNumberOf } from './issuing/issue-certificate.js';
import { profileExtensions } from './issuing/certificate-profiles.js';
import type { CertificatePurpose } from './chain/purposes.js';
import { day, type Keys, p256, type Party } from './x509.fixture.js';

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';

/** What to do wrong; all else is as an authority would do it. */
export interface Forgery {
  readonly keys?: Keys;
  readonly spki?: Uint8Array;
  readonly name?: string;
  readonly subject?: Name;
  readonly purpose?: CertificatePurpose;
  readonly extensions?: readonly Extension[];
  /** Beside those of the purpose. */
  readonly more?: readonly Extension[];
  readonly version?: number;
  readonly serial?: Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly oid?: string;
  readonly hash?: string;
  /** What is named inside of what is signed. */
  readonly innerOid?: string;
}

/** A certificate that no honest authority would issue, with a true signature: DER. */
export const forge = (issuer: Party, forgery: Forgery = {}): Buffer => {
  const { keys = p256(), oid = ECDSA_SHA256, hash = 'sha256' } = forgery;
  const profile = profileExtensions({
    purpose: forgery.purpose ?? 'signing',
    publicKey: keys.publicKey,
    issuerKeyId: issuer.certificate.subjectKeyId,
  }).map(asnExtension);
  const tbsCertificate = new TBSCertificate({
    version: forgery.version ?? 2,
    serialNumber: forgery.serial ? arrayBufferOf(forgery.serial) : serialNumberOf(newSerial()),
    signature: algorithm(forgery.innerOid ?? oid),
    issuer: parseAsn(Name, issuer.certificate.subject.der, 'fixture'),
    validity: new Validity({
      notBefore: forgery.notBefore ?? day(-1),
      notAfter: forgery.notAfter ?? day(390),
    }),
    subject: forgery.subject ?? nameOf(forgery.name ?? 'forged'),
    subjectPublicKeyInfo: parseAsn(SubjectPublicKeyInfo, forgery.spki ?? spkiOf(keys.publicKey), 'fixture'),
    extensions: new Extensions([...(forgery.extensions ?? profile), ...(forgery.more ?? [])]),
  });
  const signature = sign(hash, derOf(tbsCertificate), issuer.privateKey);
  const signatureValue = arrayBufferOf(signature);
  return derOf(new AsnCertificate({ tbsCertificate, signatureAlgorithm: algorithm(oid), signatureValue }));
};

/** The same with its key, to issue by. */
export const forgedParty = (issuer: Party, forgery: Forgery = {}): Party => {
  const { keys = p256() } = forgery;
  const certificate = parseCertificate(forge(issuer, { ...forgery, keys }));
  return { certificate, signer: signerOf(keys.privateKey), privateKey: keys.privateKey };
};

/** A name of one common name, whatever characters it has. */
export const nameOf = (text: string): Name => {
  const value = new AttributeValue({ utf8String: text });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: '2.5.4.3', value })])]);
};

const isRsa = (oid: string): boolean => oid.startsWith('1.2.840.113549');

export const algorithm = (oid: string): AlgorithmIdentifier =>
  new AlgorithmIdentifier({ algorithm: oid, ...(isRsa(oid) ? { parameters: null } : {}) });

/** An extension with these bytes as its value. */
export const rawExtension = (extnID: string, value: Uint8Array, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(arrayBufferOf(value)) });

/** One value of DER. */
export const tlv = (tag: number, contents: Uint8Array): Buffer => {
  const digits = contents.length.toString(16);
  const octets = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  const length = contents.length < 0x80 ? octets : Buffer.concat([Buffer.of(0x80 + octets.length), octets]);
  return Buffer.concat([Buffer.of(tag), length, contents]);
};

/** DER in which the first place of some bytes has others of the same length. */
export const swapped = (der: Uint8Array, from: string, to: string | Buffer): Buffer => {
  const at = Buffer.from(der).indexOf(from);
  if (at < 0 || Buffer.from(to).length !== Buffer.from(from).length) throw new Error('nothing to swap');
  const changed = Buffer.from(der);
  changed.set(Buffer.from(to), at);
  return changed;
};

/** Copies bytes, with the one at a place changed. */
export const flipped = (der: Uint8Array, at: number): Buffer => {
  const changed = Buffer.from(der);
  changed[at < 0 ? der.length + at : at]! ^= 1;
  return changed;
};
