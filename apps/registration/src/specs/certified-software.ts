import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import {
  type Certificate,
  type CertificateIssuer,
  createCrl,
  DistinguishedName,
  issueCertificate,
  newSerial,
  type RevokedEntry,
  selfSignedCertificate,
  signerOf,
  x5cOf,
} from '#crypto';
import type { TrustFramework } from './trust-framework.js';

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);

/** An authority that certified the key of the software, and takes that back by its list. */
export class CertifiedSoftware {
  readonly revoked: RevokedEntry[] = [];
  /** Whether the list answers. */
  reachable = true;
  private number = 0;

  private constructor(
    private readonly issuer: CertificateIssuer,
    private readonly framework: TrustFramework,
    public certificate: Certificate,
  ) {}

  static async of(framework: TrustFramework): Promise<CertifiedSoftware> {
    const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey as KeyObject);
    const validity = { notBefore: days(-1), notAfter: days(90), serial: newSerial() };
    const name = DistinguishedName.parse('CN=Specs CA,O=Specs,C=AE');
    const authority = await selfSignedCertificate(signer, { ...validity, subject: name, purpose: 'ca' });
    const issuer = { certificate: authority, signer };
    const software = new CertifiedSoftware(issuer, framework, await certified(issuer, framework));
    framework.documents.set('/certified', () => ({ type: 'application/json', body: software.keySet() }));
    framework.documents.set('/crl', () => software.list());
    return software;
  }

  /** From now on another certificate is published with the key. */
  async renew(): Promise<void> {
    this.certificate = await certified(this.issuer, this.framework);
  }

  private keySet(): string {
    const x5c = x5cOf([this.certificate, this.issuer.certificate]);
    return JSON.stringify({ keys: [{ ...this.framework.softwareKey.jwk, x5c }] });
  }

  private async list() {
    const type = 'application/pkix-crl';
    if (!this.reachable) return { type, status: 503, body: '' };
    this.number += 1;
    const times = { thisUpdate: days(-0.1), nextUpdate: days(1), number: this.number };
    return { type, body: await createCrl(this.issuer, { ...times, revoked: this.revoked }) };
  }
}

const certified = (issuer: CertificateIssuer, framework: TrustFramework): Promise<Certificate> =>
  issueCertificate(issuer, {
    notBefore: days(-1),
    notAfter: days(30),
    serial: newSerial(),
    subject: DistinguishedName.parse('CN=software,O=Meridian,C=AE'),
    publicKey: createPublicKey({ key: framework.softwareKey.jwk as JsonWebKey, format: 'jwk' }),
    purpose: 'signing',
    crlUrls: [`${framework.url}/crl`],
  });
