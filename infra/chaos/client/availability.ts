import type { Kind } from './ledger.js';

/** How long nobody got what they asked for: per kind, from the first failed try after a success to the next success. */
export class Availability {
  private readonly failingSince = new Map<Kind, number>();
  private readonly longest = new Map<Kind, number>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** `asked` is when the try began, in milliseconds of the same clock. */
  failed(kind: Kind, asked: number): void {
    const since = this.failingSince.get(kind);
    this.failingSince.set(kind, Math.min(asked, since ?? asked));
  }

  succeeded(kind: Kind): void {
    const since = this.failingSince.get(kind);
    if (since === undefined) return;
    this.failingSince.delete(kind);
    this.longest.set(kind, Math.max(this.longestOf(kind), this.now() - since));
  }

  /** Milliseconds; what still fails counts up to now. */
  longestOf(kind: Kind): number {
    const since = this.failingSince.get(kind);
    return Math.max(this.longest.get(kind) ?? 0, since === undefined ? 0 : this.now() - since);
  }
}
