/** When which key was first and last used with success, by what it is for. */
export class Sightings {
  /** What went wrong, in words. */
  readonly failures: string[] = [];
  /** How often something was done with success. */
  done = 0;
  private readonly seen = new Map<string, { readonly first: number; last: number }>();

  /** `kid` is the name of the key, or the id of the certificate. */
  saw(use: string, kid: string): void {
    const key = `${use} ${kid}`;
    const known = this.seen.get(key);
    const now = Date.now();
    if (known) known.last = now;
    else this.seen.set(key, { first: now, last: now });
  }

  /** Milliseconds since the epoch. */
  of(use: string, kid: string): { readonly first: number; readonly last: number } | undefined {
    return this.seen.get(`${use} ${kid}`);
  }

  /** Does something, and notes by which key it went, or why it did not. */
  async note(use: string, work: () => Promise<string>): Promise<void> {
    try {
      this.saw(use, await work());
      this.done += 1;
    } catch (error) {
      this.failures.push(`${use}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
