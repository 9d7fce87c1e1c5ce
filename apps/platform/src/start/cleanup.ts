/** What has been opened, to be closed in the opposite order; also when opening fails half-way. */
export class Cleanup {
  private readonly steps: (() => Promise<void>)[] = [];
  private running?: Promise<void>;

  add(step: () => Promise<void>): void {
    this.steps.push(step);
  }

  /** Runs every step once, whatever becomes of the others; rejects with the first failure. */
  run(): Promise<void> {
    return (this.running ??= this.runAll());
  }

  private async runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const step of this.steps.toReversed()) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }
}
