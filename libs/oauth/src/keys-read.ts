import type { Clock } from '#event-sourcing';

/** How long a process relies on the keys it has read; far below any sensible publication delay. */
const MAX_AGE = 5_000;

/** The keys of a service as one process knows them: read anew every few seconds, by one request at a time. */
export class KeysRead<Key> {
  private known?: { readonly at: number; readonly keys: Promise<readonly Key[]> };

  constructor(
    private readonly read: () => Promise<readonly Key[]>,
    private readonly clock: Clock,
  ) {}

  current(): Promise<readonly Key[]> {
    const at = this.clock.now().getTime();
    if (this.known && at - this.known.at < MAX_AGE) return this.known.keys;
    const keys = this.read();
    this.known = { at, keys };
    keys.catch(() => (this.known = undefined));
    return keys;
  }

  /** Takes what was written just now. */
  remember(keys: readonly Key[]): readonly Key[] {
    this.known = { at: this.clock.now().getTime(), keys: Promise.resolve(keys) };
    return keys;
  }
}
