import type { Certificate } from '../certificate/certificate.js';
import { extendedKeyUsages, type KeyUsageName } from '../certificate/extensions.js';
import { trust } from '../../untrusted.js';

/** What a certificate is to be good for; the profiles that certificates are issued by have the same names. */
export type CertificatePurpose =
  'signing' | 'encryption' | 'client-tls' | 'server-tls' | 'ocsp-signing' | 'ca';

interface PurposeRule {
  /** One of these is needed where usages are named (RFC 5280 §4.2.1.3). */
  readonly keyUsage: readonly KeyUsageName[];
  /** One of these is needed where extended usages are named (RFC 5280 §4.2.1.12); empty means any. */
  readonly extended: readonly string[];
  /** Whether the extended usage must be named. */
  readonly explicit?: boolean;
  readonly keyTypes: readonly string[];
}

const { any, clientAuth, documentSigning, ocspSigning, serverAuth } = extendedKeyUsages;
const signatures = ['rsa', 'ec', 'ed25519'];

/** A certificate for TLS signs no messages, and one for messages opens no connection: MEF 128 R44 asks for a signing certificate. */
const rules: Readonly<Record<CertificatePurpose, PurposeRule>> = {
  signing: {
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    extended: [any, documentSigning],
    keyTypes: signatures,
  },
  encryption: {
    keyUsage: ['keyEncipherment', 'keyAgreement'],
    extended: [any],
    keyTypes: ['rsa', 'ec', 'x25519'],
  },
  'client-tls': { keyUsage: ['digitalSignature'], extended: [any, clientAuth], keyTypes: signatures },
  'server-tls': {
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extended: [any, serverAuth],
    keyTypes: signatures,
  },
  // RFC 6960 §4.2.2.2: the usage is named, and `any` is not enough.
  'ocsp-signing': {
    keyUsage: ['digitalSignature'],
    extended: [ocspSigning],
    explicit: true,
    keyTypes: signatures,
  },
  ca: { keyUsage: ['keyCertSign'], extended: [], keyTypes: signatures },
};

/** Whether a certificate may be used so. Throws `Untrusted('wrong-key-usage' | 'wrong-extended-key-usage' | 'not-a-ca')`. */
export const assertPurpose = (certificate: Certificate, purpose: CertificatePurpose): void => {
  const { keyUsage, explicit, keyTypes } = rules[purpose];
  if (purpose === 'ca') trust(certificate.isCa, 'not-a-ca');
  const usages = certificate.keyUsage;
  trust(!usages || keyUsage.some((usage) => usages.has(usage)), 'wrong-key-usage');
  trust(keyTypes.includes(certificate.publicKey.asymmetricKeyType ?? ''), 'wrong-key-usage');
  trust(!explicit || certificate.extendedKeyUsage, 'wrong-extended-key-usage');
  assertExtendedUsage(certificate, purpose);
};

/** Authorities whose extended usages are named issue for these alone, as browsers and OpenSSL hold it. */
export const assertExtendedUsage = (certificate: Certificate, purpose: CertificatePurpose): void => {
  const { extended } = rules[purpose];
  const usages = certificate.extendedKeyUsage;
  trust(
    !usages || extended.length === 0 || extended.some((usage) => usages.has(usage)),
    'wrong-extended-key-usage',
  );
};

/** Whether a certificate's key may sign lists of revoked certificates. */
export const maySignCrls = ({ isCa, keyUsage }: Certificate): boolean =>
  isCa && (!keyUsage || keyUsage.has('cRLSign'));
