import { Injectable } from '@nestjs/common';
import { parseCertificate, type Certificate, Untrusted } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { CertificateStatus, StatusLists } from '#oauth';
import type { EvidenceRow } from './evidence-rows.js';
import { bad, good, unheard, type Verdict } from './verdict.js';

/** Status values of Token Status List §7.1; what else an issuer may say is not that it is valid. */
const words = ['valid', 'revoked', 'suspended'] as const;

/** Certificates are read once; this many. */
const MOST = 5_000;

/** Says how one thing stands that a registration rests on, by whoever may speak about it. */
@Injectable()
export class Judge {
  private readonly parsed = new Map<string, readonly Certificate[]>();

  constructor(
    private readonly lists: StatusLists,
    private readonly certificates: CertificateStatus,
    private readonly clock: Clock,
  ) {}

  async judge(row: EvidenceRow): Promise<Verdict> {
    if (row.told !== null) return bad(row.told, row.toldSince);
    if (row.validUntil && row.validUntil <= this.clock.now())
      return bad(`${nameOf(row)}-expired`, row.validUntil.toISOString());
    if (row.list !== null) return this.byList(row, row.list);
    const said = row.x5c ? await this.byIssuer(row.x5c) : unheard;
    return said.outcome === 'unheard' && row.known ? good : said;
  }

  private async byList(row: EvidenceRow, uri: string): Promise<Verdict> {
    try {
      const { status } = await this.lists.status({ uri, idx: Number(row.idx) }, row.listIssuer!);
      const word = words[status] ?? 'not-valid';
      return word === 'valid' ? good : bad(`${nameOf(row)}-${word}`);
    } catch (error) {
      return unlessUnknown(error, uri);
    }
  }

  // Lists before single questions: one answer then is for all certificates of an issuer.
  private async byIssuer(x5c: readonly string[]): Promise<Verdict> {
    const [certificate, issuer] = this.read(x5c);
    if (!certificate || !issuer || certificate.notAfter <= this.clock.now()) return unheard; // of what has ended nobody speaks
    const asked = certificate.crlUrls.length > 0 ? { ...certificate, ocspUrls: [] } : certificate;
    const source = `x5t#S256 ${issuer.id}`;
    const answer = await this.certificates.of(asked, issuer);
    switch (answer.status) {
      case 'good':
        return { outcome: 'good', source };
      case 'unknown':
        return answer.cause === 'no-address' ? unheard : { outcome: 'unknown', source };
      case 'revoked':
        // RFC 5280 §5.3.1: replaced, without any doubt about its key.
        return answer.reason === 'superseded'
          ? good
          : bad('certificate-revoked', answer.revokedAt.toISOString());
    }
  }

  private read(x5c: readonly string[]): readonly Certificate[] {
    const known = this.parsed.get(x5c[0]!);
    if (known) return known;
    const certificates = x5c.map(parseCertificate);
    if (this.parsed.size >= MOST) this.parsed.clear();
    this.parsed.set(x5c[0]!, certificates);
    return certificates;
  }
}

const nameOf = ({ kind }: EvidenceRow): string => (kind === 'software-statement' ? 'statement' : kind);

const unlessUnknown = (error: unknown, source: string): Verdict => {
  if (error instanceof Refused || error instanceof Untrusted) return { outcome: 'unknown', source };
  throw error;
};
