import {
  assertValid,
  type FindKey,
  type ResolveIdentifier,
  sha256Base64url,
  STATUS_TOKEN_MAX,
  type StatusList,
  type StatusReference,
  verifyStatusToken,
} from '#crypto';
import { type Clock, Refused } from '#event-sourcing';
import type { Outbound } from '../outbound.js';
import { type Reading, Remembered } from '../remembered.js';

const SECOND = 1000;
/** A list says for how long a copy is good (`ttl`), within these bounds (Token Status List §11.5). */
const TTL = { least: 5 * SECOND, most: 3600 * SECOND, unsaid: 300 * SECOND };
/** A list that cannot be read anew is of use for as long again as it was fresh, at most for this, and never past its `exp`. */
const GRACE = 300 * SECOND;
/** Seconds by which clocks may differ, as for every other `exp` here. */
const TOLERANCE = 10;
/** A list may take a megabyte. */
const LIMITS = { most: 64, failureFor: 5 * SECOND };
const MEDIA_TYPE = 'application/statuslist+jwt';

/** A status as a list told it, with what proves it. */
export interface ToldStatus {
  readonly status: number;
  /** SHA-256 of the Status List Token, base64url. */
  readonly hash: string;
  /** Until when the list counts as fresh; after this it is read anew. */
  readonly freshUntil: Date;
}

interface KnownList {
  readonly list: StatusList;
  readonly hash: string;
}

/** Status lists of others, verified once, and kept for as long as they say (Token Status List §8, §13.7). */
export class StatusLists {
  private readonly known: Remembered<KnownList>;

  constructor(
    private readonly outbound: Pick<Outbound, 'fetch'>,
    private readonly clock: Clock,
    private readonly resolve: ResolveIdentifier,
  ) {
    this.known = new Remembered(clock, LIMITS);
  }

  /**
   * The status of one credential of an issuer, whose list it has to be.
   * Throws `Untrusted` as `verifyStatusToken`, `Untrusted('status-out-of-range')`, `Refused('status-list-unavailable')`.
   */
  async status({ uri, idx }: StatusReference, issuer: string): Promise<ToldStatus> {
    const { value, freshUntil } = await this.known.get(`${issuer}\n${uri}`, () => this.read(uri, issuer));
    return { status: value.list.get(idx), hash: value.hash, freshUntil: new Date(freshUntil) };
  }

  /** Lets a credential pass whose status is VALID. Throws as `status` does, and `Untrusted('status-invalid' | 'status-suspended' | 'status-unknown')`. */
  readonly assertValid = async (reference: StatusReference, issuer: string): Promise<ToldStatus> => {
    const told = await this.status(reference, issuer);
    assertValid(told.status);
    return told;
  };

  private async read(uri: string, issuer: string): Promise<Reading<KnownList>> {
    const token = await this.fetch(uri);
    const now = this.clock.now();
    const key: FindKey = async (header) =>
      (await this.resolve(issuer, header.kid)).find('assertionMethod')(header);
    const { list, ttl, expiresAt = Infinity } = await verifyStatusToken(token, { now, uri, key });
    const fresh = Math.min(TTL.most, Math.max(TTL.least, ttl === undefined ? TTL.unsaid : ttl * SECOND));
    const end = (expiresAt + TOLERANCE) * SECOND;
    const freshUntil = Math.min(now.getTime() + fresh, end);
    const usableUntil = Math.min(freshUntil + Math.min(fresh, GRACE), end);
    return { value: { list, hash: sha256Base64url(token) }, freshUntil, usableUntil };
  }

  private async fetch(uri: string): Promise<string> {
    try {
      const init = { headers: { accept: MEDIA_TYPE }, maxBytes: STATUS_TOKEN_MAX };
      const { status, headers, text } = await this.outbound.fetch(uri, init);
      const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
      if (status === 200 && type === MEDIA_TYPE) return text.trim();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new Refused('status-list-unavailable', { cause: error.detail['cause'] ?? error.reason });
    }
    throw new Refused('status-list-unavailable', { cause: 'not-a-status-list' });
  }
}
