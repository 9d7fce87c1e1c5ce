import { Injectable } from '@nestjs/common';
import { DueChecks } from './due-checks.js';
import { FollowKeySets } from './follow-key-sets.js';
import { StandingReview } from './standing-review.js';

/** One look at everything that registrations rest on, as far as it is due. */
@Injectable()
export class StandingLook {
  constructor(
    private readonly due: DueChecks,
    private readonly keySets: FollowKeySets,
    private readonly reviews: StandingReview,
  ) {}

  async take(): Promise<void> {
    const { wanted, done } = await this.due.next();
    if (wanted.certificates) await this.keySets.follow();
    await this.reviews.review(wanted);
    done();
  }
}
