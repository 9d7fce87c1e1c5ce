import { Injectable } from '@nestjs/common';
import { createCrl, type RevokedEntry, sha256Base64url } from '#crypto';
import { Clock } from '#event-sourcing';
import { CertificateRegister } from '../certificates/certificate-register.js';
import { type AuthorityId, fileNameOf } from './addresses.js';
import { Authorities } from './authorities.js';
import { revocationOf } from './revocation-reasons.js';

/** A list as it is published. */
export interface PublishedList {
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

interface Kept extends PublishedList {
  /** Of the entries: another revocation makes another list. */
  readonly fingerprint: string;
  readonly number: number;
}

const HOUR_MS = 3_600_000;
/** A list says that it holds for a day, and is signed anew after an hour. */
const VALID_MS = 24 * HOUR_MS;
const FRESH_MS = HOUR_MS;

/** Certificate revocation lists (RFC 5280 §5) of every authority: signed anew when something was revoked, or after an hour. */
@Injectable()
export class RevocationLists {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly authorities: Authorities,
    private readonly register: CertificateRegister,
    private readonly clock: Clock,
  ) {}

  async of(id: AuthorityId): Promise<PublishedList> {
    const now = this.clock.now();
    const revoked = await this.entries(id, now);
    const fingerprint = sha256Base64url(JSON.stringify(revoked));
    const name = `${id.environment}/${fileNameOf(id)}`;
    const kept = this.kept.get(name);
    const fresh = kept && now.getTime() - kept.thisUpdate.getTime() < FRESH_MS;
    if (kept && fresh && kept.fingerprint === fingerprint) return kept;
    const list = await this.sign(id, { revoked, fingerprint, now, before: kept?.number ?? 0 });
    this.kept.set(name, list);
    return list;
  }

  // A root has one certificate below it, which lives as long as this sandbox does.
  private async entries(id: AuthorityId, now: Date): Promise<readonly RevokedEntry[]> {
    if (id.role === 'root') return [];
    const revoked = await this.register.revoked(id.environment, id.family, now);
    return revoked.flatMap((certificate) => {
      const revocation = revocationOf(certificate);
      return revocation.status === 'revoked'
        ? [{ serial: certificate.serial, revokedAt: revocation.revokedAt, reason: revocation.reason! }]
        : [];
    });
  }

  private async sign(
    { environment, family, role }: AuthorityId,
    { revoked, fingerprint, now, before }: Unsigned,
  ): Promise<Kept> {
    const issuer = (await this.authorities.pair(environment, family))[role];
    const thisUpdate = new Date(Math.floor(now.getTime() / 1000) * 1000);
    const nextUpdate = new Date(thisUpdate.getTime() + VALID_MS);
    // RFC 5280 §5.2.3: a number that rises; seconds do so over processes and restarts too.
    const number = Math.max(before + 1, thisUpdate.getTime() / 1000);
    const der = await createCrl(issuer, { revoked, thisUpdate, nextUpdate, number });
    return { der, thisUpdate, nextUpdate, fingerprint, number };
  }
}

interface Unsigned {
  readonly revoked: readonly RevokedEntry[];
  readonly fingerprint: string;
  readonly now: Date;
  readonly before: number;
}
