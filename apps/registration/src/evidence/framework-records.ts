import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { Replicas } from '#replicas';
import { CoreSettings } from '#service';
import type { SoftwareStatement } from '../statement/statement.js';

/** What the trust framework of the deployment knows by now of a statement that it issued, where there is one. */
@Injectable()
export class FrameworkRecords {
  constructor(
    private readonly replicas: Replicas,
    private readonly core: CoreSettings,
  ) {}

  /** Whether its events tell us of everything that an issuer takes back. */
  speakFor(issuer: string): boolean {
    return issuer === `${this.core.issuer}/directory`;
  }

  /** Throws `Refused('statement-revoked' | 'organisation-not-active')`. */
  async assertStanding({ issuer, jti, software, organisation }: SoftwareStatement): Promise<void> {
    if (!this.speakFor(issuer)) return;
    const [made, member] = await Promise.all([
      this.replicas.get('software', software.id, anew),
      this.replicas.get('organisation', organisation.id, anew),
    ]);
    if (made?.view.revokedStatements?.some((revoked) => revoked.jti === jti))
      throw new Refused('statement-revoked');
    if (member && member.view.status !== 'Active') throw new Refused('organisation-not-active');
  }
}

// Asked of the owner: what is revoked from here on is heard of, and what was before must not be missed.
const anew = { satisfying: () => false } as const;
