import { KeySet, type FindKey, Untrusted } from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { Outbound } from './outbound.js';

const SECOND = 1000;
/** Fetched anew after this. */
const FRESH = 600 * SECOND;
/** Of use for so long while it cannot be fetched anew. */
const STALE = 3600 * SECOND;
/** An unknown `kid` has the set fetched anew, but no sooner than this after the last attempt, unless said otherwise. */
const COOLDOWN = 60 * SECOND;
/** A failure is remembered for so long. */
const FAILURE = 10 * SECOND;
const MAX_ADDRESSES = 2000;
const MAX_BYTES = 65_536;

interface Entry {
  keys?: KeySet;
  fetchedAt: number;
  attemptedAt: number;
  failure?: string;
  flight?: Promise<void>;
}

/**
 * Key sets that others publish, by address: cached for ten minutes, fetched by one request at a time, their keys checked
 * and imported once. A flood of unknown `kid`s causes one request a minute and address.
 */
export class RemoteKeys {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly outbound: Pick<Outbound, 'fetch'>,
    private readonly clock: Clock,
    private readonly cooldown = COOLDOWN,
  ) {}

  /** Finds keys at an address. The finder throws `Untrusted` (see `KeySet.find`) and `Refused('jwks-unavailable')`. */
  at(uri: string): FindKey {
    return async (header) => {
      const entry = this.entry(uri);
      if (this.isDue(entry)) await this.refresh(uri, entry);
      if (header.kid !== undefined && entry.keys?.has(header.kid) === false && this.mayRefetch(entry))
        await this.refresh(uri, entry);
      return this.usable(entry).find(header);
    };
  }

  private usable(entry: Entry): KeySet {
    if (entry.keys && this.now() - entry.fetchedAt < STALE) return entry.keys;
    throw new Refused('jwks-unavailable', { cause: entry.failure });
  }

  private isDue(entry: Entry): boolean {
    if (entry.keys && this.now() - entry.fetchedAt < FRESH) return false;
    const failing = entry.failure !== undefined && this.now() - entry.attemptedAt < FAILURE;
    return entry.flight !== undefined || !failing;
  }

  private mayRefetch(entry: Entry): boolean {
    return entry.flight !== undefined || this.now() - entry.attemptedAt >= this.cooldown;
  }

  private refresh(uri: string, entry: Entry): Promise<void> {
    entry.flight ??= this.fetch(uri, entry).finally(() => {
      delete entry.flight;
    });
    return entry.flight;
  }

  private async fetch(uri: string, entry: Entry): Promise<void> {
    entry.attemptedAt = this.now();
    try {
      entry.keys = await this.read(uri);
      entry.fetchedAt = this.now();
      delete entry.failure;
    } catch (error) {
      entry.failure =
        error instanceof Refused || error instanceof Untrusted ? error.reason : 'malformed-jwks';
    }
  }

  private async read(uri: string): Promise<KeySet> {
    const accept = 'application/jwk-set+json, application/json';
    const { status, text } = await this.outbound.fetch(uri, { headers: { accept }, maxBytes: MAX_BYTES });
    if (status !== 200) throw new Refused('unreachable');
    return KeySet.of(JSON.parse(text));
  }

  private entry(uri: string): Entry {
    const known = this.entries.get(uri);
    const entry = known ?? { fetchedAt: -Infinity, attemptedAt: -Infinity };
    // Used last stands last; the first is forgotten when there are too many.
    this.entries.delete(uri);
    this.entries.set(uri, entry);
    if (this.entries.size > MAX_ADDRESSES) this.entries.delete(this.entries.keys().next().value!);
    return entry;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
