import { Injectable } from '@nestjs/common';
import type { PublicKind } from '#contracts';
import { Clock } from '#event-sourcing';
import type { Message, ReactingConsumer } from '#messaging';
import { Replicas } from '#replicas';
import { StandingReview } from './standing-review.js';

const kinds: Readonly<Record<string, PublicKind>> = {
  SoftwareStatementRevoked: 'software',
  OrganisationSuspended: 'organisation',
  OrganisationReinstated: 'organisation',
  CertificateRevoked: 'certificate',
};

/** Hears from the trust framework of the deployment at once what the watch would find a moment later. */
@Injectable()
export class HearTrustFramework implements ReactingConsumer {
  readonly name = 'hear-trust-framework';
  readonly services = ['directory'];
  readonly types = Object.keys(kinds);

  constructor(
    private readonly reviews: StandingReview,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  async react({ type, stream, version }: Message): Promise<void> {
    const kind = kinds[type]!;
    await this.replicas.get(kind, stream.slice(kind.length + 1), { minimumVersion: version });
    await this.reviews.review({ lists: [], certificates: false, now: this.clock.now(), stream });
  }
}
