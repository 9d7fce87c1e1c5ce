import {
  type Certificate,
  extendedKeyUsages,
  parseCertificate,
  parseCertificates,
  type RevocationStatus,
  Untrusted,
  verifyChain,
} from '#crypto';
import type { Clock } from '#event-sourcing';
import type { PresentedCertificate } from './presented-certificate.js';

const REMEMBERED = 10_000;

interface Verdict {
  readonly until: number;
  readonly certificate: Promise<Certificate>;
}

/** Judges the certificates that clients show: what they say, who vouches for them, and whether that still holds. */
export class ClientCertificates {
  private anchors: readonly Certificate[] = [];
  private verdicts = new WeakMap<PresentedCertificate, Verdict>();
  private readonly read = new WeakMap<PresentedCertificate, Certificate>();

  constructor(
    private readonly clock: Clock,
    private readonly revocation?: RevocationStatus,
    /** Milliseconds for which a verdict is not asked for again, ten seconds at most: a revocation is noticed so much later. */
    private readonly remembered = REMEMBERED,
  ) {}

  /** Takes these authorities (PEM) for anchors from now on, instead of former ones. Throws `Untrusted`. */
  trust(authorities: string): void {
    this.anchors = parseCertificates(authorities);
    this.verdicts = new WeakMap();
  }

  /** The sender's own certificate, whoever issued it. Throws `Untrusted`: a weak key, a broken form. */
  own(presented: PresentedCertificate): Certificate {
    const known = this.read.get(presented);
    if (known) return known;
    const certificate = parseCertificate(presented.chain[0]!);
    this.read.set(presented, certificate);
    return certificate;
  }

  /** The sender's own certificate, when an authority vouches for it now, for TLS clients. Throws `Untrusted`. */
  vouchedFor(presented: PresentedCertificate): Promise<Certificate> {
    const now = this.clock.now();
    const known = this.verdicts.get(presented);
    if (known && now.getTime() < known.until) return known.certificate;
    const certificate = this.verify(presented, now);
    this.verdicts.set(presented, {
      until: now.getTime() + Math.min(this.remembered, REMEMBERED),
      certificate,
    });
    return certificate;
  }

  /** Whether an authority that may vouch for it has taken it back; what nobody vouches for, nobody can take back. */
  async isRevoked(presented: PresentedCertificate): Promise<boolean> {
    try {
      await this.vouchedFor(presented);
      return false;
    } catch (error) {
      if (error instanceof Untrusted) return error.reason === 'certificate-revoked';
      throw error;
    }
  }

  private async verify(presented: PresentedCertificate, at: Date): Promise<Certificate> {
    const leaf = this.own(presented);
    assertForConnections(leaf);
    const { anchors, revocation } = this;
    const intermediates = presented.chain.slice(1).map((der) => parseCertificate(der));
    await verifyChain({
      leaf,
      intermediates,
      anchors,
      at,
      purpose: 'client-tls',
      ...(revocation && { revocation }),
    });
    return leaf;
  }
}

// What signs messages for good opens no connection (MEF 128 R44 the other way round), unless it says that it may.
const assertForConnections = ({ keyUsage, extendedKeyUsage }: Certificate): void => {
  const isForSigning = keyUsage?.has('nonRepudiation') === true;
  if (isForSigning && !extendedKeyUsage?.has(extendedKeyUsages.clientAuth))
    throw new Untrusted('wrong-key-usage');
};
