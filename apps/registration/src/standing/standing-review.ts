import { Injectable } from '@nestjs/common';
import { CarryOut, type Judged } from './carry-out.js';
import { EvidenceRows, type WantedEvidence } from './evidence-rows.js';
import { Judge } from './judge.js';
import { Sources } from './sources.js';
import { bad, UNKNOWN } from './verdict.js';

/** Holds what registrations rest on against how it stands now, and suspends and reinstates clients accordingly. */
@Injectable()
export class StandingReview {
  constructor(
    private readonly rows: EvidenceRows,
    private readonly judge: Judge,
    private readonly sources: Sources,
    private readonly carryOut: CarryOut,
  ) {}

  /** Answers how many clients were told something new. */
  async review(wanted: WantedEvidence): Promise<number> {
    const rows = await this.rows.read(wanted);
    const judged = await Promise.all(
      rows.map(async (row): Promise<Judged> => [row, await this.judge.judge(row)]),
    );
    return this.carryOut.all(await this.withoutLongSilence(judged, wanted.now));
  }

  // Unknown is not revoked; but whoever can ask nobody for too long knows nothing of the client any more.
  private async withoutLongSilence(judged: readonly Judged[], now: Date): Promise<readonly Judged[]> {
    const heard = (outcome: 'good' | 'unknown'): readonly string[] =>
      judged.flatMap(([, verdict]) =>
        verdict.outcome === outcome && verdict.source ? [verdict.source] : [],
      );
    const tooLong = await this.sources.silentTooLong(
      { answered: heard('good'), silent: heard('unknown') },
      now,
    );
    return judged.map(([row, verdict]): Judged => {
      const since = verdict.outcome === 'unknown' ? tooLong.get(verdict.source) : undefined;
      return [row, since && row.cause === null ? bad(UNKNOWN, since.toISOString()) : verdict];
    });
  }
}
