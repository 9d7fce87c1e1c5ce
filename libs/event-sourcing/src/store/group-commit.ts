import type { Clock } from '../clock.js';
import type { Database, Statement } from '../database.js';
import type { LogObserver } from '../log-observer.js';
import type { Positions } from '../sequencer/positions.js';
import { type Claim, Claimed } from '../event-store.js';
import { type Append, VersionConflict } from './append.js';
import { appendBatch, appendParameters } from './append-statement.js';
import { type AppendFailure, isTransient, rejectedAppends, toRefusal } from './storage-errors.js';

const MAXIMUM_IN_FLIGHT = 2;
const MAXIMUM_BATCH = 500;
/** A statement by itself costs as much as writing some twenty appends: fewer than these are not shared out. */
const WORTH_SHARING = 100;
/** How often writing waits for the queue to empty, milliseconds: where other processes fill it, it does not stay empty for long. */
const CATCH_UP_EVERY_MS = 500;

interface Waiting {
  readonly append: Append;
  /** Streams and claim keys: of two appends that share one, the later waits for the next batch. */
  readonly resources: readonly string[];
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

interface Holder {
  readonly stream: string | null;
  readonly fingerprint: string | null;
}

const selectClaim: Statement = {
  name: 'select-claim',
  text: 'select stream, fingerprint from claim where scope = $1 and key = $2',
};

/**
 * Appends that arrive while transactions are in flight share the next one; each has its own outcome.
 * Those of a batch that cannot be have failed for good, and the rest is written without them.
 */
export class GroupCommit {
  private waiting: Waiting[] = [];
  private readonly busy = new Set<string>();
  private inFlight = 0;
  private writing = 0;
  /** Events went to the queue although this process gives positions; while some are there, others have to follow them. */
  private behind = false;
  private catchingUp = false;
  private caughtUpAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly positions: Positions,
    private readonly observer?: LogObserver,
  ) {}

  /** Resolved once the append is durable. Throws `Claimed`, `VersionConflict`, `Refused('storage-unavailable')`. */
  write(append: Append): Promise<void> {
    const claims = append.claims.map(({ scope, key }) => `claim ${JSON.stringify([scope, key])}`);
    const resources = append.stream ? [`stream ${append.stream.id}`, ...claims] : claims;
    return new Promise((done, fail) => {
      this.waiting.push({ append, resources, done, fail });
      if (this.waiting.length === 1) setImmediate(() => this.pump());
    });
  }

  private pump(): void {
    if (this.catchingUp || this.waitsForQueue()) return;
    while (this.inFlight < MAXIMUM_IN_FLIGHT) {
      const batch = this.takeBatch();
      if (batch.length === 0) return;
      this.inFlight += 1;
      this.writing += batch.length;
      void this.commit(batch).finally(() => {
        this.inFlight -= 1;
        this.writing -= batch.length;
        for (const { resources } of batch) for (const resource of resources) this.busy.delete(resource);
        // Whose append is done may well append again at once: then both share a batch.
        setImmediate(() => this.pump());
      });
    }
  }

  /** Under load the queue would never be empty by itself: what is written meanwhile joins it. */
  private waitsForQueue(): boolean {
    if (!this.behind || performance.now() - this.caughtUpAt < CATCH_UP_EVERY_MS) return false;
    if (this.inFlight > 0) return true;
    this.behind = false;
    this.catchingUp = true;
    void this.positions.catchUp().finally(() => {
      this.catchingUp = false;
      this.caughtUpAt = performance.now();
      this.pump();
    });
    return true;
  }

  private takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const blocked = new Set(this.busy);
    const room = this.fairShare();
    for (const [index, one] of this.waiting.entries()) {
      if (batch.length === room) {
        later.push(...this.waiting.slice(index));
        break;
      }
      const fits = !one.resources.some((resource) => blocked.has(resource));
      (fits ? batch : later).push(one);
      // Also those of one that waits: what comes after it must not overtake it.
      for (const resource of one.resources) blocked.add(resource);
    }
    for (const { resources } of batch) for (const resource of resources) this.busy.add(resource);
    this.waiting = later;
    return batch;
  }

  /** So that one transaction is written while the next is prepared: writers that all wait for one and the same take turns with it. */
  private fairShare(): number {
    const share = Math.ceil((this.waiting.length + this.writing) / MAXIMUM_IN_FLIGHT);
    return Math.min(Math.max(share, WORTH_SHARING), MAXIMUM_BATCH);
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    let rest = batch;
    for (let attempt = 1; rest.length > 0; attempt += 1) {
      const { error, positioned } = await this.tryOnce(rest);
      if (error === undefined) return this.succeed(rest, positioned);
      const failures = rejectedAppends(error);
      if (failures) rest = await this.failThose(rest, failures);
      else if (!isTransient(error) || attempt > 10) return this.failApart(rest, error);
    }
  }

  private async tryOnce(batch: readonly Waiting[]): Promise<{ error?: unknown; positioned: boolean }> {
    const now = this.clock.now().toISOString();
    const started = performance.now();
    const appends = batch.map(({ append }) => append);
    try {
      const parameters = appendParameters(appends, now, this.positions.tenure);
      const [row] = await this.database.query<{ positioned: boolean }>(appendBatch, parameters);
      this.observer?.batchWritten(this.database.service, batch.length, performance.now() - started);
      return { positioned: row!.positioned };
    } catch (error) {
      return { error: error ?? new Error('unknown'), positioned: false };
    }
  }

  private succeed(batch: readonly Waiting[], positioned: boolean): void {
    for (const { done } of batch) done();
    if (!batch.some(({ append }) => append.stream)) return;
    this.behind ||= !positioned && this.positions.tenure !== undefined;
    this.positions.written(positioned);
  }

  private async failThose(
    batch: readonly Waiting[],
    failures: readonly AppendFailure[],
  ): Promise<readonly Waiting[]> {
    // Of several reasons the first tells most: claims come before streams.
    const failed = new Map(failures.toReversed().map((failure) => [failure.append, failure]));
    await Promise.all([...failed].map(([index, failure]) => this.failOne(batch[index]!, failure)));
    return batch.filter((_, index) => !failed.has(index));
  }

  private async failOne({ append, fail }: Waiting, { scope, key }: AppendFailure): Promise<void> {
    if (scope === undefined || key === undefined) return fail(new VersionConflict(append.stream?.id));
    const holder = await this.database
      .query<Holder>(selectClaim, [scope, key])
      .then(([row]) => row)
      .catch(() => undefined);
    // All that wait for the same key lose it to the same holder.
    const same = (one: Waiting) => claimOf(one.append, scope, key);
    const losers = this.waiting.filter(same);
    this.waiting = this.waiting.filter((one) => !same(one));
    for (const one of [{ append, fail }, ...losers]) {
      const claim = claimOf(one.append, scope, key)!;
      one.fail(new Claimed(claim, holder?.stream ?? null, holder?.fingerprint ?? null));
    }
  }

  // An error that names no append: one by one, so that a single bad append spoils no other.
  private async failApart(batch: readonly Waiting[], error: unknown): Promise<void> {
    const reason = toRefusal(error);
    if (batch.length === 1 || reason !== error) return batch.forEach(({ fail }) => fail(reason));
    for (const one of batch) await this.commit([one]);
  }
}

const claimOf = (append: Append, scope: string, key: string): Claim | undefined =>
  append.claims.find((claim) => claim.scope === scope && claim.key === key);
