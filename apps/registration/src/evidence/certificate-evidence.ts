import { Injectable } from '@nestjs/common';
import {
  type Certificate,
  isSignedBy,
  jwkThumbprint,
  parseCertificate,
  type PublicJwk,
  Untrusted,
} from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { CertificateStatus, Identifiers } from '#oauth';
import type { Evidence } from '../client/client.events.js';

/** Certificates of one client that are watched. */
const MOST = 8;
/** A `kid` that no key has: the set is asked for anew, once a minute at most. */
const ANEW = 'x5c';

/** Certificates of the keys that a client publishes (RFC 7517 §4.7): what vouches for them can be taken back. */
@Injectable()
export class CertificateEvidence {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly status: CertificateStatus,
    private readonly clock: Clock,
  ) {}

  /** Nothing where the keys have none, or cannot be read now. Throws `Refused('certificate-revoked')`. */
  async at(jwksUri: string): Promise<readonly Evidence[]> {
    const certified = await this.certifiedAt(jwksUri, ANEW);
    await Promise.all(certified.map((chain) => this.assertGood(chain)));
    return certified.map(evidenceOf);
  }

  /** Those that are published now, as far as is known: a set is read again when it is ten minutes old. */
  async known(jwksUri: string): Promise<readonly Evidence[]> {
    return (await this.certifiedAt(jwksUri)).map(evidenceOf);
  }

  private async certifiedAt(jwksUri: string, kid?: string): Promise<readonly Chain[]> {
    return (await this.keysAt(jwksUri, kid)).flatMap(certificatesOf).slice(0, MOST);
  }

  private async keysAt(jwksUri: string, kid?: string): Promise<readonly PublicJwk[]> {
    try {
      return (await this.identifiers.resolve(jwksUri, kid)).keys.map(({ jwk }) => jwk);
    } catch (error) {
      if (error instanceof Refused || error instanceof Untrusted) return [];
      throw error;
    }
  }

  private async assertGood([certificate, issuer]: Chain): Promise<void> {
    if (!issuer || certificate.notAfter <= this.clock.now()) return;
    const answer = await this.status.of(certificate, issuer);
    // RFC 5280 §5.3.1: one that was superseded says nothing against its key.
    if (answer.status === 'revoked' && answer.reason !== 'superseded')
      throw new Refused('certificate-revoked');
  }
}

type Chain = readonly [certificate: Certificate, issuer?: Certificate];

// A certificate of another key, or with a stranger's in the place of its issuer's, says nothing.
const certificatesOf = (jwk: PublicJwk): readonly Chain[] => {
  const [first, second] = Array.isArray(jwk.x5c) ? (jwk.x5c as unknown[]) : [];
  const [certificate, issuer] = [parsed(first), parsed(second)];
  if (!certificate || jwkThumbprint(certificate.publicJwk) !== jwkThumbprint(jwk)) return [];
  return [issuer && isSignedBy(certificate, issuer) ? [certificate, issuer] : [certificate]];
};

const parsed = (base64: unknown): Certificate | undefined => {
  if (typeof base64 !== 'string') return undefined;
  try {
    return parseCertificate(base64);
  } catch (error) {
    if (error instanceof Untrusted) return undefined;
    throw error;
  }
};

const evidenceOf = ([certificate, issuer]: Chain): Evidence => ({
  kind: 'certificate',
  id: certificate.id,
  issuer: certificate.issuer.toString(),
  hash: certificate.id,
  ...(issuer && { x5c: [certificate, issuer].map(({ der }) => Buffer.from(der).toString('base64')) }),
});
