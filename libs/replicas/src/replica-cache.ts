import type { PublicStream } from './stream-reader.js';

/** Most entries, and how long one is trusted without a look at the database, milliseconds. */
const limits = { entries: 10_000, trust: 400 };

interface Entry {
  readonly known: PublicStream;
  readonly until: number;
}

/**
 * The replicas used last, in memory. The consumer of this process renews them at once; another process of the
 * service may be the one that consumes, so an entry is trusted for less than half a second.
 */
export class ReplicaCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  get(stream: string): PublicStream | undefined {
    const entry = this.entries.get(stream);
    if (!entry) return undefined;
    this.entries.delete(stream);
    if (entry.until < this.now()) return undefined;
    this.entries.set(stream, entry);
    return entry.known;
  }

  /** An older version never takes the place of a newer one that is still trusted. */
  put(known: PublicStream): void {
    const present = this.get(known.stream);
    if (present && present.version > known.version) return;
    this.entries.delete(known.stream);
    this.entries.set(known.stream, { known, until: this.now() + limits.trust });
    if (this.entries.size > limits.entries) this.entries.delete(this.entries.keys().next().value!);
  }
}
