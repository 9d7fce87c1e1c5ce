import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import {
  type Certificate,
  type CertificateIssuer,
  certificatePem,
  DistinguishedName,
  issueCertificate,
  newSerial,
  selfSignedCertificate,
  signerOf,
} from '#crypto';

const HOUR_MS = 3_600_000;

/** A certificate with its private key, as files have them. */
export interface TestCertificate {
  readonly certificate: Certificate;
  /** PEM: the certificate, and the authorities between it and the root. */
  readonly chain: string;
  /** PKCS #8, PEM. */
  readonly key: string;
}

export interface CertificateWish {
  /** RFC 4514. */
  readonly subject: string;
  readonly dns?: readonly string[];
  readonly ips?: readonly string[];
  readonly uris?: readonly string[];
  readonly emails?: readonly string[];
  /** Hours from now; an hour ago, and in a day, unless given. */
  readonly fromHours?: number;
  readonly toHours?: number;
  readonly purpose?: 'client-tls' | 'server-tls' | 'signing';
  readonly keyType?: 'ec' | 'rsa';
  /** An earlier certificate whose key is to be used again. */
  readonly keyOf?: TestCertificate;
}

/** An authority of a spec's own. */
export class TestPki {
  private constructor(
    private readonly issuer: CertificateIssuer,
    private readonly between: string,
  ) {}

  static async make(subject = 'CN=Test root,O=Trust framework,C=AE'): Promise<TestPki> {
    const signer = signerOf(newKey('ec'));
    const certificate = await selfSignedCertificate(signer, { ...validity(-48, 48), ...authority(subject) });
    return new TestPki({ signer, certificate }, '');
  }

  /** An authority below this one. */
  async below(subject = 'CN=Test issuing,O=Trust framework,C=AE'): Promise<TestPki> {
    const signer = signerOf(newKey('ec'));
    const { publicKey } = signer;
    const request = { ...validity(-47, 47), ...authority(subject), publicKey };
    const certificate = await issueCertificate(this.issuer, request);
    return new TestPki({ signer, certificate }, certificatePem(certificate) + this.between);
  }

  /** PEM. */
  get pem(): string {
    return certificatePem(this.issuer.certificate);
  }

  async issue(wish: CertificateWish): Promise<TestCertificate> {
    const key = wish.keyOf ? createPrivateKey(wish.keyOf.key) : newKey(wish.keyType ?? 'ec');
    const { publicKey } = signerOf(key);
    const certificate = await issueCertificate(this.issuer, { ...requestOf(wish), publicKey });
    return withKey(certificate, key, this.between);
  }

  /** For a public key that somebody else made. */
  async certify(wish: CertificateWish, publicKey: KeyObject): Promise<string> {
    const certificate = await issueCertificate(this.issuer, { ...requestOf(wish), publicKey });
    return certificatePem(certificate) + this.between;
  }
}

/** A certificate that nobody vouches for but its own key. */
export const selfSigned = async (wish: CertificateWish): Promise<TestCertificate> => {
  const key = newKey(wish.keyType ?? 'ec');
  return withKey(await selfSignedCertificate(signerOf(key), requestOf(wish)), key, '');
};

const requestOf = ({ subject, dns, ips, uris, emails, ...wish }: CertificateWish) => ({
  ...validity(wish.fromHours ?? -1, wish.toHours ?? 24),
  subject: DistinguishedName.parse(subject),
  purpose: wish.purpose ?? ('client-tls' as const),
  names: { dns: dns ?? [], ips: ips ?? [], uris: uris ?? [], emails: emails ?? [] },
});

const authority = (subject: string) => ({
  subject: DistinguishedName.parse(subject),
  purpose: 'ca' as const,
});

const validity = (fromHours: number, toHours: number) => ({
  serial: newSerial(),
  notBefore: new Date(Date.now() + fromHours * HOUR_MS),
  notAfter: new Date(Date.now() + toHours * HOUR_MS),
});

const newKey = (type: 'ec' | 'rsa'): KeyObject =>
  (type === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
  ).privateKey;

const withKey = (certificate: Certificate, key: KeyObject, between: string): TestCertificate => ({
  certificate,
  chain: certificatePem(certificate) + between,
  key: key.export({ type: 'pkcs8', format: 'pem' }) as string,
});
