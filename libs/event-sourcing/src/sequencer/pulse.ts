import { setTimeout as pause } from 'node:timers/promises';

/** Does one thing again and again: at once while there is more, when woken, and at every poll. */
export class Pulse {
  private running: Promise<void> | undefined;
  private stopping = false;
  private woken = false;
  private wakeUp: () => void = () => undefined;

  constructor(
    /** Answers whether there may be more to do at once. A failure is tried again at the next poll. */
    private readonly beat: () => Promise<boolean>,
    private readonly pollMs: number,
    private readonly onFailure: (error: unknown) => void = () => undefined,
    /** From the start of one beat to the next when there is nothing more at once: wakings meanwhile are one. */
    private readonly restMs = 0,
  ) {}

  start(): void {
    this.stopping = false;
    this.running ??= this.run();
  }

  /** Waits for the beat that is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp();
    await this.running;
    this.running = undefined;
  }

  wake(): void {
    this.woken = true;
    this.wakeUp();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      this.woken = false;
      const begun = performance.now();
      const { more, failed } = await this.once();
      if (more || this.stopping) continue;
      const rest = this.restMs - (performance.now() - begun);
      // Timers count whole milliseconds, and never less than one.
      if (rest >= 1) await pause(rest);
      // A failure also waits when it was woken: whatever is broken needs time.
      if ((failed || !this.woken) && !this.stopping) await this.sleep();
    }
  }

  private async once(): Promise<{ more: boolean; failed: boolean }> {
    try {
      return { more: await this.beat(), failed: false };
    } catch (error) {
      this.onFailure(error);
      return { more: false, failed: true };
    }
  }

  private async sleep(): Promise<void> {
    await new Promise<void>((done) => {
      const timer = setTimeout(done, this.pollMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        done();
      };
    });
    this.wakeUp = () => undefined;
  }
}
