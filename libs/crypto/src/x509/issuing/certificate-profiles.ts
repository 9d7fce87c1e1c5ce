import type { KeyObject } from 'node:crypto';
import {
  AccessDescription,
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  ExtendedKeyUsage,
  GeneralName,
  id_ad_caIssuers,
  id_ad_ocsp,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_pe_authorityInfoAccess,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { id_pkix_ocsp_nocheck } from '@peculiar/asn1-ocsp';
import { type AlternativeNames, writeAlternativeNames } from '../certificate/alternative-names.js';
import { extendedKeyUsages, type KeyUsageName } from '../certificate/extensions.js';
import { extensionOf, type RawExtension } from '../certificate/extension-set.js';
import { keyIdentifierOf } from '../certificate/public-key.js';
import type { CertificatePurpose } from '../chain/purposes.js';

/** Where relying parties learn more about a certificate of an authority. */
export interface IssuerAddresses {
  readonly crlUrls?: readonly string[];
  readonly ocspUrls?: readonly string[];
  /** Where the issuer's own certificate is. */
  readonly issuerUrls?: readonly string[];
}

/** What the extensions of a new certificate are made of. */
export interface ProfileInput extends IssuerAddresses {
  readonly purpose: CertificatePurpose;
  readonly publicKey: KeyObject;
  readonly names?: Partial<AlternativeNames>;
  /** Of an authority: how many more may stand below it; without limit when undefined. */
  readonly pathLength?: number;
  /** Key identifier of the issuer, hexadecimal; undefined for a root. */
  readonly issuerKeyId: string | undefined;
}

const usages: Readonly<Record<CertificatePurpose, (key: KeyObject) => readonly KeyUsageName[]>> = {
  ca: () => ['keyCertSign', 'cRLSign', 'digitalSignature'],
  signing: () => ['digitalSignature', 'nonRepudiation'],
  encryption: (key) => (key.asymmetricKeyType === 'rsa' ? ['keyEncipherment'] : ['keyAgreement']),
  'client-tls': () => ['digitalSignature'],
  'server-tls': (key) =>
    key.asymmetricKeyType === 'rsa' ? ['digitalSignature', 'keyEncipherment'] : ['digitalSignature'],
  'ocsp-signing': () => ['digitalSignature'],
};

const extended: Partial<Record<CertificatePurpose, keyof typeof extendedKeyUsages>> = {
  'client-tls': 'clientAuth',
  'server-tls': 'serverAuth',
  'ocsp-signing': 'ocspSigning',
};

/** Says for which use alone a key is certified (RFC 5280 §4.2.1.12). */
export const extendedUsageExtension = (usage: keyof typeof extendedKeyUsages): RawExtension =>
  extensionOf(id_ce_extKeyUsage, new ExtendedKeyUsage([extendedKeyUsages[usage]]));

/** The extensions by which a certificate is good for its purpose and for nothing else. */
export const profileExtensions = (input: ProfileInput): RawExtension[] => {
  const { purpose, publicKey, issuerKeyId } = input;
  const alternative = writeAlternativeNames(input.names ?? {});
  const extendedUsage = extended[purpose];
  return [
    extensionOf(id_ce_basicConstraints, constraintsOf(input), true),
    extensionOf(id_ce_keyUsage, keyUsageOf(usages[purpose](publicKey)), true),
    ...(extendedUsage ? [extendedUsageExtension(extendedUsage)] : []),
    ...(alternative ? [extensionOf(id_ce_subjectAltName, alternative)] : []),
    extensionOf(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifierOf(publicKey))),
    ...(issuerKeyId ? [authorityKeyId(issuerKeyId)] : []),
    ...addresses(input),
    // RFC 6960 §4.2.2.2.1: nobody asks a responder about itself.
    ...(purpose === 'ocsp-signing' ? [{ oid: id_pkix_ocsp_nocheck, critical: false, value: NULL }] : []),
  ];
};

const NULL = Buffer.from([5, 0]);

export const authorityKeyId = (hex: string): RawExtension =>
  extensionOf(
    id_ce_authorityKeyIdentifier,
    new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(Buffer.from(hex, 'hex')) }),
  );

const constraintsOf = ({ purpose, pathLength }: ProfileInput): BasicConstraints =>
  purpose === 'ca'
    ? new BasicConstraints({
        cA: true,
        ...(pathLength === undefined ? {} : { pathLenConstraint: pathLength }),
      })
    : new BasicConstraints({ cA: false });

const keyUsageOf = (names: readonly KeyUsageName[]): KeyUsage =>
  new KeyUsage(names.reduce((flags, name) => flags | KeyUsageFlags[name], 0));

const urlName = (url: string): GeneralName => new GeneralName({ uniformResourceIdentifier: url });

const addresses = ({ crlUrls = [], ocspUrls = [], issuerUrls = [] }: IssuerAddresses): RawExtension[] => {
  const points = crlUrls.map(
    (url) =>
      new DistributionPoint({ distributionPoint: new DistributionPointName({ fullName: [urlName(url)] }) }),
  );
  const access = [
    ...ocspUrls.map((url) => ({ accessMethod: id_ad_ocsp, accessLocation: urlName(url) })),
    ...issuerUrls.map((url) => ({ accessMethod: id_ad_caIssuers, accessLocation: urlName(url) })),
  ].map((description) => new AccessDescription(description));
  return [
    ...(points.length > 0
      ? [extensionOf(id_ce_cRLDistributionPoints, new CRLDistributionPoints(points))]
      : []),
    ...(access.length > 0
      ? [extensionOf(id_pe_authorityInfoAccess, new AuthorityInfoAccessSyntax(access))]
      : []),
  ];
};
