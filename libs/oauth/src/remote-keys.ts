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
import { type Reading, Remembered } from './remembered.js';

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

/**
 * Key sets that others publish, by address: cached for ten minutes, fetched by one request at a time, their keys checked
 * and imported once. A flood of unknown `kid`s causes one request a minute and address.
 */
export class RemoteKeys {
  private readonly sets: Remembered<Published>;

  constructor(
    private readonly outbound: Pick<Outbound, 'fetch'>,
    private readonly clock: Clock,
    private readonly ages: KeySetAges = {},
  ) {
    const { cooldown = COOLDOWN } = ages;
    this.sets = new Remembered(clock, { most: MAX_ADDRESSES, failureFor: FAILURE, cooldown });
  }

  /** Finds keys at an address. The finder throws `Untrusted` (see `KeySet.find`) and `Refused('jwks-unavailable')`. */
  at(uri: string): FindKey {
    return async (header) => {
      const { kid } = header;
      const published = await this.published(uri, ({ keys }) => kid !== undefined && !keys.has(kid));
      return published.keys.find(header);
    };
  }

  /**
   * The certificate that is published with a key under its own id (`x5t#S256` as `kid`), found after `at` found the key; nobody
   * vouches for it yet. Throws `Untrusted` (see `CertificateSet.of`) and `Refused('jwks-unavailable')`.
   */
  async certificateAt(uri: string, kid: string): Promise<CertifiedBy | undefined> {
    const published = await this.published(uri);
    published.certificates ??= CertificateSet.of({ keys: published.jwks });
    return published.certificates.find(kid);
  }

  /** Whether one of the keys at an address is as asked; looked for in a new set when the present one has none. Throws `Refused('jwks-unavailable')`. */
  async some(uri: string, isWanted: (jwk: PublicJwk) => boolean): Promise<boolean> {
    const { jwks } = await this.published(uri, (present) => !present.jwks.some(isWanted));
    return jwks.some(isWanted);
  }

  /**
   * The key at an address that something is encrypted to. Throws `Untrusted` (see `KeySet.recipient`) and
   * `Refused('jwks-unavailable')`.
   */
  async recipientAt(uri: string, alg: KeyManagement): Promise<Recipient> {
    const present = await this.published(uri);
    return present.keys.recipient(alg).catch(async (error: unknown) => {
      // One that has published its first such key just now is not told to wait for ten minutes.
      const renewed = await this.published(uri, (one) => one === present);
      if (renewed === present) throw error;
      return renewed.keys.recipient(alg);
    });
  }

  private async published(uri: string, lacks?: (published: Published) => boolean): Promise<Published> {
    try {
      return (await this.sets.get(uri, () => this.read(uri), lacks)).value;
    } catch (error) {
      if (!(error instanceof Refused || error instanceof Untrusted)) throw error;
      throw new Refused('jwks-unavailable', { cause: error.reason });
    }
  }

  private async read(uri: string): Promise<Reading<Published>> {
    const accept = 'application/jwk-set+json, application/json';
    const { status, text } = await this.outbound.fetch(uri, { headers: { accept }, maxBytes: MAX_BYTES });
    if (status !== 200) throw new Refused('unreachable');
    const now = this.clock.now().getTime();
    const { fresh = FRESH } = this.ages;
    return { value: publishedIn(text), freshUntil: now + fresh, usableUntil: now + STALE };
  }
}

const publishedIn = (text: string): Published => {
  try {
    const read: unknown = JSON.parse(text);
    return { keys: KeySet.of(read), jwks: (read as { keys: PublicJwk[] }).keys };
  } catch (error) {
    throw error instanceof Untrusted ? error : new Untrusted('malformed-jwks');
  }
};
