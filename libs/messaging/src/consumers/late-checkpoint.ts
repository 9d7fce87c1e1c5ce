import { Fenced, type Ledger, type Tenure } from './ledger.js';

/** Milliseconds: what a crash has done again at most, beside what was under way. */
const EVERY = 200;

/**
 * A checkpoint that follows what had its effect a little later, for consumers to which it makes no difference when some of it
 * comes again.
 */
export class LateCheckpoint {
  private timer: NodeJS.Timeout | undefined;
  private position: number;
  private lost: Fenced | undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly tenure: Tenure,
  ) {
    this.position = tenure.position;
  }

  /** All up to here had its effect. Throws `Fenced` when it was found since the last time that another process goes on. */
  reach(position: number): void {
    if (this.lost) throw this.lost;
    this.position = Math.max(this.position, position);
    this.timer ??= setTimeout(() => void this.move(), EVERY);
  }

  /** Moves it now, if it is to be moved at all; what fails is done again by whoever goes on. */
  async settle(): Promise<void> {
    if (!this.timer) return;
    clearTimeout(this.timer);
    await this.ledger.move(this.tenure, this.position).catch(() => undefined);
    this.timer = undefined;
  }

  private async move(): Promise<void> {
    this.timer = undefined;
    try {
      await this.ledger.move(this.tenure, this.position);
    } catch (error) {
      // A database that is away is asked again with the next message.
      if (error instanceof Fenced) this.lost = error;
    }
  }
}
