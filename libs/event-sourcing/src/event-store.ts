import type { Aggregate } from './aggregate.js';
import type { Command, Context, DomainEvent } from './decider.js';
import { Refused } from './refused.js';

/** A key that may be used once until it expires: an assertion `jti`, a code, an idempotency key. */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  /** RFC 3339; after it the key may be claimed again. */
  readonly expiresAt: string;
  /** Hash of the request that claims, to tell a repeat from a conflict. */
  readonly fingerprint?: string;
}

/** The key is taken. `stream` and `fingerprint` say by whom, for idempotent answers. */
export class Claimed extends Refused {
  constructor(
    readonly claim: Claim,
    readonly stream: string | null,
    readonly fingerprint: string | null,
  ) {
    super(`${claim.scope}-already-used`);
  }
}

export interface ExecuteOptions {
  readonly claims?: readonly Claim[];
  /** Refuses with `version-mismatch` unless the stream is at this version (If-Match). 0, for a new id, saves a query. */
  readonly expectedVersion?: number;
}

/** What a command left behind. */
export interface Outcome<E, S> {
  readonly stream: string;
  readonly version: number;
  readonly state: S;
  readonly events: readonly E[];
}

export interface Loaded<S> {
  readonly version: number;
  readonly state: S;
}

/**
 * The log of one service: loads, decides and appends; an outcome that is returned is durable.
 * When the database is away, everything throws `Refused('storage-unavailable')`.
 */
export abstract class EventStore {
  /**
   * Retries on concurrent appends, so `decide` may run more than once. Throws what `decide` throws, `Claimed`,
   * `Refused('version-mismatch')`. Claims are taken also when `decide` yields nothing. A command that a message caused
   * (its actor is a service and it has a causation id) has its effect once per stream: handled again, it gives the
   * present state and no events.
   */
  abstract execute<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
    command: C,
    options?: ExecuteOptions,
  ): Promise<Outcome<E, S>>;
  /** The present state with personal data readable, or undefined when there is no such stream. */
  abstract load<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
  ): Promise<Loaded<S> | undefined>;
  /** Reserves keys without an event. Throws `Claimed`. */
  abstract claim(claims: readonly Claim[], context: Context): Promise<void>;
  /** Deletes the data key of a stream: its personal data is gone for good. False when there was none. */
  abstract erase(stream: string): Promise<boolean>;
}
