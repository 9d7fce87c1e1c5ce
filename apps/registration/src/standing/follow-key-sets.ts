import { Injectable } from '@nestjs/common';
import { EventStore } from '#event-sourcing';
import { clients } from '../client/client.js';
import { CertificateEvidence } from '../evidence/certificate-evidence.js';
import { CarryOut } from './carry-out.js';
import { EvidenceRows } from './evidence-rows.js';

/** Key sets that are read at once. */
const AT_ONCE = 20;

/**
 * Follows the key sets of clients whose registration rests on certificates: those that a rotation brings are watched like those
 * of the registration. A set that cannot be read, or has none any more, changes nothing.
 */
@Injectable()
export class FollowKeySets {
  constructor(
    private readonly rows: EvidenceRows,
    private readonly store: EventStore,
    private readonly certificates: CertificateEvidence,
    private readonly carryOut: CarryOut,
  ) {}

  async follow(): Promise<void> {
    const certified = await this.rows.certified();
    for (let from = 0; from < certified.length; from += AT_ONCE)
      await Promise.all(certified.slice(from, from + AT_ONCE).map((client) => this.followOf(client)));
  }

  private async followOf(clientId: string): Promise<void> {
    const client = (await this.store.load(clients, clientId))?.state;
    if (!client || client.status === 'absent') return;
    const published = await this.certificates.known(client.client.jwksUri);
    if (published.length > 0) await this.carryOut.note(clientId, published);
  }
}
