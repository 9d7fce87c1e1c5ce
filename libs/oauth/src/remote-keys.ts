import {
  CertificateSet,
  type CertifiedBy,
  KeySet,
  type FindKey,
  type KeyManagement,
  type PublicJwk,
  type Recipient,
  Untrusted,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { Outbound } from './outbound.js';

const SECOND = 1000;
/** Fetched anew after this, unless said otherwise. */
const FRESH = 600 * SECOND;
/** Of use for so long while it cannot be fetched anew. */
const STALE = 3600 * SECOND;
/** An unknown `kid` has the set fetched anew, but no sooner than this after the last attempt, unless said otherwise. */
const COOLDOWN = 60 * SECOND;
/** A failure is remembered for so long. */
const FAILURE = 10 * SECOND;
const MAX_ADDRESSES = 2000;
const MAX_BYTES = 65_536;

/** Milliseconds: when a set is fetched anew, and how soon for a `kid` that it has not. */
export interface KeySetAges {
  readonly fresh?: number;
  readonly cooldown?: number;
}

/** For sets that are relied on for so many seconds. */
export const agesOf = (maxAge: number): KeySetAges => ({
  fresh: maxAge * SECOND,
  cooldown: (maxAge * SECOND) / 10,
});

interface Published {
  readonly keys: KeySet;
  /** All that is in the set, keys without a name as well. */
  readonly jwks: readonly PublicJwk[];
  /** Read when they are first asked for. */
  certificates?: CertificateSet;
}

interface Entry {
  published?: Published;
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
    private readonly ages: KeySetAges = {},
  ) {}

  /** Finds keys at an address. The finder throws `Untrusted` (see `KeySet.find`) and `Refused('jwks-unavailable')`. */
  at(uri: string): FindKey {
    return async (header) => {
      const entry = this.entry(uri);
      if (this.isDue(entry)) await this.refresh(uri, entry);
      const { kid } = header;
      if (kid !== undefined && entry.published?.keys.has(kid) === false && this.mayRefetch(entry))
        await this.refresh(uri, entry);
      return this.usable(entry).keys.find(header);
    };
  }

  /**
   * The certificate that is published with a key under its own id (`x5t#S256` as `kid`), found after `at` found the key; nobody
   * vouches for it yet. Throws `Untrusted` (see `CertificateSet.of`) and `Refused('jwks-unavailable')`.
   */
  async certificateAt(uri: string, kid: string): Promise<CertifiedBy | undefined> {
    const published = this.usable(this.entry(uri));
    published.certificates ??= CertificateSet.of({ keys: published.jwks });
    return published.certificates.find(kid);
  }

  /** Whether one of the keys at an address is as asked; looked for in a new set when the present one has none. Throws `Refused('jwks-unavailable')`. */
  async some(uri: string, isWanted: (jwk: PublicJwk) => boolean): Promise<boolean> {
    const entry = this.entry(uri);
    if (this.isDue(entry)) await this.refresh(uri, entry);
    if (entry.published?.jwks.some(isWanted) === false && this.mayRefetch(entry))
      await this.refresh(uri, entry);
    return this.usable(entry).jwks.some(isWanted);
  }

  /**
   * The key at an address that something is encrypted to. Throws `Untrusted` (see `KeySet.recipient`) and
   * `Refused('jwks-unavailable')`.
   */
  async recipientAt(uri: string, alg: KeyManagement): Promise<Recipient> {
    const entry = this.entry(uri);
    if (this.isDue(entry)) await this.refresh(uri, entry);
    const found = this.usable(entry).keys.recipient(alg);
    // One that has published its first such key just now is not told to wait for ten minutes.
    return found.catch(async (error: unknown) => {
      if (!this.mayRefetch(entry)) throw error;
      await this.refresh(uri, entry);
      return this.usable(entry).keys.recipient(alg);
    });
  }

  private usable(entry: Entry): Published {
    if (entry.published && this.now() - entry.fetchedAt < STALE) return entry.published;
    throw new Refused('jwks-unavailable', { cause: entry.failure });
  }

  private isDue(entry: Entry): boolean {
    if (entry.published && this.now() - entry.fetchedAt < (this.ages.fresh ?? FRESH)) return false;
    const failing = entry.failure !== undefined && this.now() - entry.attemptedAt < FAILURE;
    return entry.flight !== undefined || !failing;
  }

  private mayRefetch(entry: Entry): boolean {
    return entry.flight !== undefined || this.now() - entry.attemptedAt >= (this.ages.cooldown ?? COOLDOWN);
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
      entry.published = await this.read(uri);
      entry.fetchedAt = this.now();
      delete entry.failure;
    } catch (error) {
      entry.failure =
        error instanceof Refused || error instanceof Untrusted ? error.reason : 'malformed-jwks';
    }
  }

  private async read(uri: string): Promise<Published> {
    const accept = 'application/jwk-set+json, application/json';
    const { status, text } = await this.outbound.fetch(uri, { headers: { accept }, maxBytes: MAX_BYTES });
    if (status !== 200) throw new Refused('unreachable');
    const read: unknown = JSON.parse(text);
    return { keys: KeySet.of(read), jwks: (read as { keys: PublicJwk[] }).keys };
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
