import {
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  ExtendedKeyUsage,
  type GeneralName,
  id_ad_ocsp,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_pe_authorityInfoAccess,
  KeyUsage,
  KeyUsageFlags,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { type AlternativeNames, noNames, readAlternativeNames } from './alternative-names.js';
import type { ExtensionSet } from './extension-set.js';
import { trust } from '../../untrusted.js';

/** What a key is for (RFC 5280 §4.2.1.3). */
export type KeyUsageName = keyof typeof KeyUsageFlags;

const usageNames = Object.keys(KeyUsageFlags).filter((name): name is KeyUsageName => !/^\d/.test(name));

/** Extended key usages by name; others stay numbers (RFC 5280 §4.2.1.12, RFC 9336). */
export const extendedKeyUsages = {
  any: '2.5.29.37.0',
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
  ocspSigning: '1.3.6.1.5.5.7.3.9',
  documentSigning: '1.3.6.1.5.5.7.3.36',
} as const;

/** What the extensions of a certificate say. */
export interface CertificateExtensions {
  /** Undefined without the extension: no usage is ruled out. */
  readonly keyUsage: ReadonlySet<KeyUsageName> | undefined;
  /** Numbers; undefined without the extension. */
  readonly extendedKeyUsage: ReadonlySet<string> | undefined;
  readonly names: AlternativeNames;
  readonly isCa: boolean;
  /** How many more authorities may stand between this one and a leaf. */
  readonly pathLength: number | undefined;
  /** Hexadecimal. */
  readonly authorityKeyId: string | undefined;
  /** Hexadecimal. */
  readonly subjectKeyId: string | undefined;
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
}

/** Throws `Untrusted('malformed-extension' | 'malformed-name')`. */
export const readExtensions = (extensions: ExtensionSet): CertificateExtensions => {
  const names = extensions.read(id_ce_subjectAltName, SubjectAlternativeName);
  const constraints = extensions.read(id_ce_basicConstraints, BasicConstraints);
  const authority = extensions.read(id_ce_authorityKeyIdentifier, AuthorityKeyIdentifier);
  const subject = extensions.read(id_ce_subjectKeyIdentifier, SubjectKeyIdentifier);
  return {
    keyUsage: keyUsageOf(extensions),
    extendedKeyUsage: setOf(extensions.read(id_ce_extKeyUsage, ExtendedKeyUsage)),
    names: names ? readAlternativeNames(names) : noNames,
    isCa: constraints?.cA === true,
    pathLength: pathLengthOf(constraints),
    authorityKeyId: hexOf(authority?.keyIdentifier?.buffer),
    subjectKeyId: hexOf(subject?.buffer),
    crlUrls: crlUrlsOf(extensions.read(id_ce_cRLDistributionPoints, CRLDistributionPoints)),
    ocspUrls: ocspUrlsOf(extensions.read(id_pe_authorityInfoAccess, AuthorityInfoAccessSyntax)),
  };
};

const keyUsageOf = (extensions: ExtensionSet): ReadonlySet<KeyUsageName> | undefined => {
  const flags = extensions.read(id_ce_keyUsage, KeyUsage)?.toNumber();
  // RFC 5280 §4.2.1.3: at least one bit is set.
  trust(flags !== 0, 'malformed-extension');
  return flags === undefined ? undefined : new Set(usageNames.filter((name) => flags & KeyUsageFlags[name]));
};

const pathLengthOf = (constraints: BasicConstraints | undefined): number | undefined => {
  const length = constraints?.pathLenConstraint;
  trust(length === undefined || (Number.isSafeInteger(length) && length >= 0), 'malformed-extension');
  return length;
};

const setOf = <Member>(members: readonly Member[] | undefined): ReadonlySet<Member> | undefined =>
  members && new Set(members);

const hexOf = (bytes: ArrayBuffer | undefined): string | undefined =>
  bytes && Buffer.from(bytes).toString('hex');

const MAX_URLS = 8;

const crlUrlsOf = (points: CRLDistributionPoints | undefined): string[] =>
  // A part of the reasons, or a list of another issuer, would not answer the question.
  [...(points ?? [])]
    .filter(({ reasons, cRLIssuer }) => !reasons && !cRLIssuer)
    .flatMap(({ distributionPoint }) => urlsOf(distributionPoint?.fullName ?? []))
    .slice(0, MAX_URLS);

const ocspUrlsOf = (access: AuthorityInfoAccessSyntax | undefined): string[] =>
  [...(access ?? [])]
    .filter(({ accessMethod }) => accessMethod === id_ad_ocsp)
    .flatMap(({ accessLocation }) => urlsOf([accessLocation]))
    .slice(0, MAX_URLS);

const urlsOf = (names: readonly GeneralName[]): string[] =>
  names.flatMap(({ uniformResourceIdentifier: url }) => (url && /^https?:[!-~]+$/i.test(url) ? [url] : []));
