import { randomBytes, type KeyObject } from 'node:crypto';
import {
  Certificate as AsnCertificate,
  Extensions,
  Name,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import type { AlternativeNames } from '../certificate/alternative-names.js';
import { type Certificate, isSignedBy, parseCertificate } from '../certificate/certificate.js';
import { asnExtension, type RawExtension } from '../certificate/extension-set.js';
import { assertStrongKey, keyIdentifierOf, spkiOf } from '../certificate/public-key.js';
import { algorithmIdentifierOf, type CertificateSigner } from '../certificate/signature-algorithms.js';
import { assertPurpose, type CertificatePurpose } from '../chain/purposes.js';
import type { DistinguishedName } from '../names/distinguished-name.js';
import { type IssuerAddresses, profileExtensions } from './certificate-profiles.js';
import { trust } from '../../untrusted.js';

/** An authority: its certificate, and what signs with its key. */
export interface CertificateIssuer {
  readonly certificate: Certificate;
  readonly signer: CertificateSigner;
}

/** What a certificate shall say. */
export interface NewCertificate extends IssuerAddresses {
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  /** Hexadecimal, 64 to 159 bits that nobody can guess: see `newSerial`. */
  readonly serial: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly purpose: CertificatePurpose;
  readonly names?: Partial<AlternativeNames>;
  /** For authorities: how many more may stand below. */
  readonly pathLength?: number;
  /** Beside those of the purpose. */
  readonly extensions?: readonly RawExtension[];
}

/** A serial number of 16 random octets, hexadecimal (RFC 5280 §4.1.2.2); the first is not zero, so that all are written. */
export const newSerial = (): string => {
  const octets = randomBytes(16);
  return octets[0] === 0 ? newSerial() : octets.toString('hex');
};

/**
 * Makes a certificate signed by an authority that may make it: it is one, has path length left, and outlives it.
 * Throws `Untrusted('not-a-ca' | 'wrong-key-usage' | 'path-too-long' | 'outlives-issuer')`, the reasons of `parseCertificate` for
 * what is not well-formed, and `Untrusted('bad-certificate-signature')` for a signer of another key.
 */
export const issueCertificate = async (
  issuer: CertificateIssuer,
  request: NewCertificate,
): Promise<Certificate> => {
  const { certificate } = issuer;
  assertPurpose(certificate, 'ca');
  trust(request.purpose !== 'ca' || certificate.pathLength !== 0, 'path-too-long');
  trust(request.notAfter.getTime() <= certificate.notAfter.getTime(), 'outlives-issuer');
  const issuerKeyId = certificate.subjectKeyId ?? keyIdentifierOf(certificate.publicKey).toString('hex');
  const issued = await sign(issuer.signer, { ...request, issuerName: certificate.subject, issuerKeyId });
  trust(isSignedBy(issued, certificate), 'bad-certificate-signature');
  return issued;
};

/** Makes a certificate that its own key signs: a root, or one that is pinned (RFC 8705 §2.2). Throws as `issueCertificate`. */
export const selfSignedCertificate = async (
  signer: CertificateSigner,
  request: Omit<NewCertificate, 'publicKey'>,
): Promise<Certificate> => {
  const { publicKey } = signer;
  const own = { ...request, publicKey, issuerName: request.subject, issuerKeyId: undefined };
  const issued = await sign(signer, own);
  trust(isSignedBy(issued, issued), 'bad-certificate-signature');
  return issued;
};

interface ToSign extends NewCertificate {
  readonly issuerName: DistinguishedName;
  readonly issuerKeyId: string | undefined;
}

const sign = async (signer: CertificateSigner, request: ToSign): Promise<Certificate> => {
  assertStrongKey(request.publicKey);
  const signatureAlgorithm = algorithmIdentifierOf(signer.algorithm);
  const tbsCertificate = tbsOf(request, signatureAlgorithm);
  const signature = await signer.sign(derOf(tbsCertificate));
  const signatureValue = arrayBufferOf(signature);
  return parseCertificate(derOf(new AsnCertificate({ tbsCertificate, signatureAlgorithm, signatureValue })));
};

const tbsOf = (request: ToSign, signature: TBSCertificate['signature']): TBSCertificate => {
  const { issuerName, subject, notBefore, notAfter } = request;
  const extensions = [...profileExtensions(request), ...(request.extensions ?? [])];
  return new TBSCertificate({
    version: Version.v3,
    serialNumber: serialNumberOf(request.serial),
    signature,
    issuer: parseAsn(Name, issuerName.der, 'malformed-name'),
    validity: new Validity({ notBefore, notAfter }),
    subject: parseAsn(Name, subject.der, 'malformed-name'),
    subjectPublicKeyInfo: parseAsn(SubjectPublicKeyInfo, spkiOf(request.publicKey), 'malformed-key'),
    extensions: new Extensions(extensions.map(asnExtension)),
  });
};

/** DER contents of a serial number: a leading zero octet where the number would otherwise be negative. */
export const serialNumberOf = (hex: string): ArrayBuffer => {
  trust(/^([0-9a-f]{2}){1,20}$/i.test(hex) && !hex.startsWith('00'), 'malformed-certificate');
  const bytes = Buffer.from(hex, 'hex');
  return arrayBufferOf(bytes[0]! >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
};
