import { Untrusted } from '#crypto';
import { type Clock, Refused } from '#event-sourcing';

/** What was read, and for how long it is good; milliseconds since the epoch. */
export interface Reading<T> {
  readonly value: T;
  /** Read anew after this. */
  readonly freshUntil: number;
  /** Of use until this while it cannot be read anew. */
  readonly usableUntil: number;
}

/** Limits of what is remembered. */
export interface RememberedLimits {
  /** Of how many names at once; the one that was used longest ago is forgotten. */
  readonly most: number;
  /** Milliseconds for which a failure is remembered. */
  readonly failureFor: number;
  /** Milliseconds after which a fresh reading may be asked for anew; never, unless given. */
  readonly cooldown?: number;
}

interface Entry<T> {
  reading?: Reading<T>;
  attemptedAt: number;
  failure?: Error;
  flight?: Promise<void>;
}

/** Reads something anew; is given what was read before. */
export type Read<T> = (before: T | undefined) => Promise<Reading<T>>;

/**
 * Readings of what others publish, by name: read by one request at a time, kept while they are fresh, of use for a bounded
 * time while they cannot be read anew, and few enough that nobody fills the memory with names that they made up.
 */
export class Remembered<T> {
  private readonly entries = new Map<string, Entry<T>>();

  constructor(
    private readonly clock: Clock,
    private readonly limits: RememberedLimits,
  ) {}

  /**
   * The present reading; with `lacks`, a fresh one too is read anew when it lacks something, though not sooner than the cooldown.
   * Throws the `Refused` or `Untrusted` for which there is none, and `Refused('unreachable')` for one that was read too late.
   */
  async get(name: string, read: Read<T>, lacks: (value: T) => boolean = () => false): Promise<Reading<T>> {
    const entry = this.entry(name);
    if (this.isDue(entry)) await this.refresh(entry, read);
    if (entry.reading && lacks(entry.reading.value) && this.mayReread(entry)) await this.refresh(entry, read);
    if (entry.reading && this.now() < entry.reading.usableUntil) return entry.reading;
    throw entry.failure ?? new Refused('unreachable', { cause: 'expired' });
  }

  private isDue({ reading, failure, attemptedAt, flight }: Entry<T>): boolean {
    if (reading && this.now() < reading.freshUntil) return false;
    const failing = failure !== undefined && this.now() - attemptedAt < this.limits.failureFor;
    return flight !== undefined || !failing;
  }

  private mayReread({ flight, attemptedAt }: Entry<T>): boolean {
    const { cooldown = Infinity } = this.limits;
    return flight !== undefined || this.now() - attemptedAt >= cooldown;
  }

  private refresh(entry: Entry<T>, read: Read<T>): Promise<void> {
    entry.flight ??= this.attempt(entry, read).finally(() => {
      delete entry.flight;
    });
    return entry.flight;
  }

  private async attempt(entry: Entry<T>, read: Read<T>): Promise<void> {
    entry.attemptedAt = this.now();
    try {
      entry.reading = await read(entry.reading?.value);
      delete entry.failure;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Untrusted)) throw error;
      entry.failure = error;
    }
  }

  private entry(name: string): Entry<T> {
    const entry = this.entries.get(name) ?? { attemptedAt: -Infinity };
    this.entries.delete(name);
    this.entries.set(name, entry);
    if (this.entries.size > this.limits.most) this.entries.delete(this.entries.keys().next().value!);
    return entry;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
