import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';

/**
 * Work that is looked for again and again while the process runs, such as timers whose due times stand in a table. It
 * has to be idempotent: every process of a service looks for itself. A run that fails is logged, and tried at the next turn.
 */
export abstract class PeriodicWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(this.constructor.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  /** Milliseconds from the end of one run to the start of the next. */
  protected abstract readonly interval: number;

  abstract run(): Promise<void>;

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** Waits for the run under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run()
        .catch((error: unknown) => this.logger.error('periodic work failed', error))
        .finally(() => this.schedule());
    }, this.interval);
  }
}
