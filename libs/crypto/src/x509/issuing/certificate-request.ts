import type { KeyObject } from 'node:crypto';
import { AsnProp, AsnPropTypes } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  Attribute,
  Extensions,
  id_ce_subjectAltName,
  Name,
  SubjectAlternativeName,
  SubjectPublicKeyInfo,
} from '@peculiar/asn1-x509';
import { arrayBufferOf, derOf, orUntrusted, parseAsn } from '../asn1/asn.js';
import { assertDer, childrenOf } from '../asn1/der.js';
import { derFrom, writePem } from '../asn1/pem.js';
import {
  type AlternativeNames,
  noNames,
  readAlternativeNames,
  writeAlternativeNames,
} from '../certificate/alternative-names.js';
import { asnExtension, ExtensionSet, extensionOf } from '../certificate/extension-set.js';
import { jwkOf, publicKeyOf, spkiOf } from '../certificate/public-key.js';
import {
  algorithmIdentifierOf,
  type CertificateSigner,
  isSignatureBy,
} from '../certificate/signature-algorithms.js';
import { readSigned, sliceOf } from '../certificate/signed.js';
import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { DistinguishedName } from '../names/distinguished-name.js';
import { trust } from '../../untrusted.js';

const MAX_BYTES = 16_384;
const LABEL = 'CERTIFICATE REQUEST';
/** RFC 2985 §5.4.2 */
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';

/** RFC 2986 §4.1 */
class CertificationRequestInfo {
  @AsnProp({ type: AsnPropTypes.Integer }) version = 0;
  @AsnProp({ type: Name }) subject = new Name();
  @AsnProp({ type: SubjectPublicKeyInfo }) subjectPKInfo = new SubjectPublicKeyInfo();
  @AsnProp({ type: Attribute, repeated: 'set', implicit: true, context: 0 }) attributes: Attribute[] = [];
}

/** RFC 2986 §4.2 */
class CertificationRequest {
  @AsnProp({ type: CertificationRequestInfo }) certificationRequestInfo = new CertificationRequestInfo();
  @AsnProp({ type: AlgorithmIdentifier }) signatureAlgorithm = new AlgorithmIdentifier();
  @AsnProp({ type: AsnPropTypes.BitString }) signature = new ArrayBuffer(0);
}

/** What somebody asks to be certified, and has proven to hold the private key of. */
export interface CertificateRequest {
  readonly der: Uint8Array;
  readonly subject: DistinguishedName;
  readonly publicKey: KeyObject;
  readonly publicJwk: PublicJwk;
  /** As they were asked for; whoever issues decides what becomes of them. */
  readonly names: AlternativeNames;
}

/**
 * Reads a PKCS #10 request (RFC 2986), PEM or DER, and checks the proof of possession.
 * Throws `Untrusted`: `malformed-request`, `bad-request-signature`, and the reasons of `parseCertificate` for keys, names,
 * extensions and algorithms.
 */
export const parseCertificateRequest = (input: string | Uint8Array): CertificateRequest => {
  // RFC 7468 §7: older tools write another label.
  const text = typeof input === 'string' ? input.replaceAll('NEW CERTIFICATE REQUEST', LABEL) : input;
  const der = derFrom(text, LABEL, MAX_BYTES);
  assertDer(der);
  return orUntrusted('malformed-request', () => requestOf(der));
};

const requestOf = (der: Buffer): CertificateRequest => {
  const { certificationRequestInfo } = parseAsn(CertificationRequest, der, 'malformed-request');
  const { contents, signed } = readSigned(der, 'malformed-request');
  const [, subject, spki] = childrenOf(der, contents);
  const publicKey = publicKeyOf(sliceOf(der, spki!));
  trust(isSignatureBy(publicKey, signed), 'bad-request-signature');
  return Object.freeze({
    der,
    subject: DistinguishedName.fromDer(sliceOf(der, subject!)),
    publicKey,
    publicJwk: jwkOf(publicKey),
    names: namesOf(certificationRequestInfo.attributes),
  });
};

const namesOf = (attributes: readonly Attribute[]): AlternativeNames => {
  const [asked, ...more] = attributes.filter(({ type }) => type === EXTENSION_REQUEST);
  trust(more.length === 0 && (asked === undefined || asked.values.length === 1), 'malformed-request');
  if (!asked) return noNames;
  const der = new Uint8Array(asked.values[0]!);
  const extensions = ExtensionSet.of(parseAsn(Extensions, der, 'malformed-request'));
  const names = extensions.read(id_ce_subjectAltName, SubjectAlternativeName);
  return names ? readAlternativeNames(names) : noNames;
};

/** Asks for a certificate: PEM, signed with the key that is to be certified. */
export const createCertificateRequest = async (
  signer: CertificateSigner,
  {
    subject,
    names = {},
  }: { readonly subject: DistinguishedName; readonly names?: Partial<AlternativeNames> },
): Promise<string> => {
  const alternative = writeAlternativeNames(names);
  const info = new CertificationRequestInfo();
  info.subject = parseAsn(Name, subject.der, 'malformed-name');
  info.subjectPKInfo = parseAsn(SubjectPublicKeyInfo, spkiOf(signer.publicKey), 'malformed-key');
  if (alternative) info.attributes = [extensionRequest(alternative)];
  const request = new CertificationRequest();
  request.certificationRequestInfo = info;
  request.signatureAlgorithm = algorithmIdentifierOf(signer.algorithm);
  request.signature = arrayBufferOf(await signer.sign(derOf(info)));
  return writePem(derOf(request), LABEL);
};

const extensionRequest = (names: SubjectAlternativeName): Attribute => {
  const extensions = new Extensions([asnExtension(extensionOf(id_ce_subjectAltName, names))]);
  return new Attribute({ type: EXTENSION_REQUEST, values: [arrayBufferOf(derOf(extensions))] });
};
