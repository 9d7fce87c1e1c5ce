import type { Certificate } from '../x509/certificate/certificate.js';
import { assertNotRevoked, type RevocationStatus } from '../x509/chain/revocation.js';
import { type ValidatedPath, verifyPath } from '../x509/chain/verify-chain.js';

/** A signing certificate, and those between it and a trust anchor. */
export interface CertifiedBy {
  readonly leaf: Certificate;
  readonly intermediates: readonly Certificate[];
}

/** What a verifier of signing certificates goes by. */
export interface CertificateTrustOptions {
  /** Asked each time, so that anchors may change while the process runs. */
  readonly anchors: () => readonly Certificate[] | Promise<readonly Certificate[]>;
  readonly revocation: RevocationStatus;
}

/** Two moments of a signature. */
export interface SignatureTimes {
  /** When it was made, by its own word: the certificate was in its dates then. */
  readonly signedAt: Date;
  /** Since when somebody else has had it: a certificate revoked before that is not good for it, whatever date it says. */
  readonly receivedAt: Date;
}

interface KnownPath {
  readonly path: ValidatedPath;
  readonly anchors: string;
  readonly from: number;
  readonly until: number;
}

const MAX_PATHS = 1000;

/**
 * Whether certificates may sign (MEF 128 R43, R44, R50, R51). A path is built and verified once for each certificate; what
 * changes, dates and revocation, is looked at for each signature.
 */
export class CertificateTrust {
  private readonly paths = new Map<string, KnownPath>();

  constructor(private readonly options: CertificateTrustOptions) {}

  /** Throws `Untrusted` with the reasons of `verifyPath`, `certificate-revoked` or `revocation-unknown`. */
  async assertSigning(by: CertifiedBy, { signedAt, receivedAt }: SignatureTimes): Promise<ValidatedPath> {
    const anchors = await this.options.anchors();
    const path = this.pathAt(by, anchors, signedAt);
    await this.assertNotRevoked(path, receivedAt);
    return path;
  }

  private pathAt(by: CertifiedBy, anchors: readonly Certificate[], at: Date): ValidatedPath {
    const key = anchors.map(({ id }) => id).join();
    const known = this.paths.get(by.leaf.id);
    const time = at.getTime();
    if (known && known.anchors === key && known.from <= time && time <= known.until) return known.path;
    const path = verifyPath({ ...by, anchors, at, purpose: 'signing' });
    this.remember(by.leaf.id, { path, anchors: key, ...datesOf(path) });
    return path;
  }

  private remember(id: string, known: KnownPath): void {
    this.paths.delete(id);
    this.paths.set(id, known);
    if (this.paths.size > MAX_PATHS) this.paths.delete(this.paths.keys().next().value!);
  }

  private async assertNotRevoked({ certificates }: ValidatedPath, at: Date): Promise<void> {
    const links = certificates
      .slice(1)
      .map((issuer, below) => this.options.revocation.of(certificates[below]!, issuer));
    for (const answer of await Promise.all(links)) assertNotRevoked(answer, at);
  }
}

const datesOf = ({ certificates }: ValidatedPath) => ({
  from: Math.max(...certificates.map(({ notBefore }) => notBefore.getTime())),
  until: Math.min(...certificates.map(({ notAfter }) => notAfter.getTime())),
});
