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
    readonly certificate: Certificate,
  ) {}

  static async of(framework: TrustFramework): Promise<CertifiedSoftware> {
    const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey as KeyObject);
    const validity = { notBefore: days(-1), notAfter: days(90), serial: newSerial() };
    const name = DistinguishedName.parse('CN=Specs CA,O=Specs,C=AE');
    const authority = await selfSignedCertificate(signer, { ...validity, subject: name, purpose: 'ca' });
    const certificate = await issueCertificate(
      { certificate: authority, signer },
      {
        ...validity,
        serial: newSerial(),
        notAfter: days(30),
        subject: DistinguishedName.parse('CN=software,O=Meridian,C=AE'),
        publicKey: createPublicKey({ key: framework.softwareKey.jwk as JsonWebKey, format: 'jwk' }),
        purpose: 'signing',
        crlUrls: [`${framework.url}/crl`],
      },
    );
    const software = new CertifiedSoftware({ certificate: authority, signer }, certificate);
    const jwk = { ...framework.softwareKey.jwk, x5c: x5cOf([certificate, authority]) };
    framework.documents.set('/certified', () => ({
      type: 'application/json',
      body: JSON.stringify({ keys: [jwk] }),
    }));
    framework.documents.set('/crl', () => software.list());
    return software;
  }

  private async list() {
    const type = 'application/pkix-crl';
    if (!this.reachable) return { type, status: 503, body: '' };
    this.number += 1;
    const times = { thisUpdate: days(-0.1), nextUpdate: days(1), number: this.number };
    return { type, body: await createCrl(this.issuer, { ...times, revoked: this.revoked }) };
  }
}
