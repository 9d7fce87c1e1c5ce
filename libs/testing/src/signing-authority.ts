import { createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, importJWK } from 'jose';
import {
  type CertificateIssuer,
  certificatePem,
  type CertificatePurpose,
  type CertifiedKey,
  certifiedKey,
  createCrl,
  DistinguishedName,
  generateSigningKey,
  importSigningKey,
  issueCertificate,
  newSerial,
  type PublicJwk,
  type RevokedEntry,
  selfSignedCertificate,
  signerOf,
  x5cOf,
} from '#crypto';

/** Seconds are from now, negative for the past. */
export interface SigningWish {
  readonly purpose?: CertificatePurpose;
  readonly from?: number;
  readonly to?: number;
  readonly revoked?: number;
  readonly reason?: RevokedEntry['reason'];
}

/** A key with a certificate, and how its owner publishes it. */
export interface Certified extends CertifiedKey {
  readonly jwk: PublicJwk;
  /** For JWTs of the flow. */
  readonly forJose: CryptoKey;
}

const at = (seconds: number): Date => new Date(Math.floor(Date.now() / 1000) * 1000 + seconds * 1000);
const HOUR = 3600;
const YEAR = 365 * 24 * HOUR;

/** An authority for signatures: it certifies whatever is asked for, and tells what it has revoked. */
export class SigningAuthority {
  private readonly revoked: RevokedEntry[] = [];
  private number = 0;

  private constructor(
    private readonly issuer: CertificateIssuer,
    private readonly server: Server,
  ) {}

  static async start(name: string): Promise<SigningAuthority> {
    const signer = signerOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey as KeyObject);
    const validity = { notBefore: at(-YEAR), notAfter: at(YEAR), serial: newSerial() };
    const subject = DistinguishedName.parse(name);
    const certificate = await selfSignedCertificate(signer, { ...validity, subject, purpose: 'ca' });
    const server = createServer();
    const authority = new SigningAuthority({ certificate, signer }, server);
    server.on('request', (_request, response) => void authority.list().then((der) => response.end(der)));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return authority;
  }

  /** PEM. */
  get anchor(): string {
    return certificatePem(this.issuer.certificate);
  }

  /** A new key with a certificate of this subject. */
  async certify(subject: string, wish: SigningWish = {}): Promise<Certified> {
    const { publicJwk, privateJwk } = await generateSigningKey('ES256');
    const { port } = this.server.address() as AddressInfo;
    const { purpose = 'signing', from = -HOUR, to = HOUR } = wish;
    const leaf = await issueCertificate(this.issuer, {
      subject: DistinguishedName.parse(subject),
      publicKey: createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' }),
      serial: newSerial(),
      notBefore: at(from),
      notAfter: at(to),
      purpose,
      crlUrls: [`http://127.0.0.1:${port}/crl`],
    });
    if (wish.revoked !== undefined)
      this.revoked.push({
        serial: leaf.serial,
        revokedAt: at(wish.revoked),
        reason: wish.reason ?? 'superseded',
      });
    const key = certifiedKey(await importSigningKey(privateJwk, 'ES256'), { leaf, intermediates: [] });
    const x5c = x5cOf([leaf, this.issuer.certificate]);
    const forJose = (await importJWK(privateJwk, 'ES256')) as CryptoKey;
    return { ...key, forJose, jwk: { ...publicJwk, kid: leaf.id, x5c, 'x5t#S256': leaf.id } };
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private list(): Promise<Buffer> {
    this.number += 1;
    const times = { thisUpdate: at(-1), nextUpdate: at(HOUR), number: this.number };
    return createCrl(this.issuer, { ...times, revoked: this.revoked }) as Promise<Buffer>;
  }
}
