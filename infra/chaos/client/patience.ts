import { setTimeout as pause } from 'node:timers/promises';
import { type flow } from '#testing';
import type { Kind, Ledger } from './ledger.js';

type Answer<T> = Pick<flow.Answer<T>, 'status' | 'body'> & { readonly headers?: Headers };

/** An answer that settles the matter, and whether an earlier try may have had its effect without saying so. */
export interface Settled<T> {
  readonly status: number;
  readonly body: T;
  readonly doubtful: boolean;
}

/** The run ends before the matter was settled. */
export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';
}

const passing: readonly number[] = [429, 502, 503, 504];

/** Tries as a correct client does: again after what passes, not before `Retry-After` is over, until there is an answer. */
export class Patience {
  constructor(
    private readonly ledger: Ledger,
    private readonly deadline: AbortSignal,
  ) {}

  /** `attempt` is repeated, so it has to name the same idempotency key, and sign a new assertion, every time. Throws `OutOfTime`. */
  async settle<T>(kind: Kind, attempt: () => Promise<Answer<T>>): Promise<Settled<T>> {
    for (let tries = 0; ; tries += 1) {
      if (this.deadline.aborted) throw new OutOfTime(kind);
      const asked = performance.now();
      const answer = await attempt().catch((error: unknown) => this.noAnswer(kind, error));
      if (answer && !passing.includes(answer.status)) {
        this.settled(kind, answer, tries > 0);
        return { ...answer, doubtful: tries > 0 };
      }
      this.ledger.availability.failed(kind, asked);
      await this.waitBeforeNext(answer, tries);
    }
  }

  private settled(kind: Kind, { status, body }: Answer<unknown>, doubtful: boolean): void {
    if (status < 400) this.ledger.availability.succeeded(kind);
    else if (status >= 500 || !doubtful)
      this.ledger.surprise(kind, `${status} ${JSON.stringify(body)?.slice(0, 300)}`);
  }

  private noAnswer(kind: Kind, error: unknown): undefined {
    this.ledger.connectionErrors += 1;
    const { name, cause } = error as { name?: string; cause?: { code?: string } };
    const known = name === 'TimeoutError' || name === 'SyntaxError' || (name === 'TypeError' && cause);
    if (!known) this.ledger.surprise(kind, String(error));
  }

  private async waitBeforeNext(answer: Answer<unknown> | undefined, tries: number): Promise<void> {
    const told = answer?.headers?.get('retry-after');
    if (answer?.status === 503) {
      this.ledger.unavailable += 1;
      if (!told) this.ledger.withoutRetryAfter += 1;
    }
    const seconds = Number(told ?? NaN);
    const own = Math.min(50 * 2 ** tries, 1_000);
    await pause(Number.isFinite(seconds) ? Math.min(seconds, 5) * 1_000 : own);
  }
}
