import type { Clock } from '../clock.js';
import type { Database, Statement } from '../database.js';
import { type Claim, Claimed } from '../event-store.js';
import { type Append, VersionConflict } from './append.js';
import { appendBatch, appendParameters } from './append-statement.js';
import { type AppendFailure, isTransient, rejectedAppends, toRefusal } from './storage-errors.js';

const MAXIMUM_IN_FLIGHT = 2;
const MAXIMUM_BATCH = 200;

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

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly onWritten: () => void,
  ) {}

  /** Resolved once the append is durable. Throws `Claimed`, `VersionConflict`, `Refused('storage-unavailable')`. */
  write(append: Append): Promise<void> {
    const claims = append.claims.map(({ scope, key }) => `claim ${JSON.stringify([scope, key])}`);
    const resources = append.stream ? [`stream ${append.stream.id}`, ...claims] : claims;
    return new Promise((done, fail) => {
      this.waiting.push({ append, resources, done, fail });
      if (this.waiting.length === 1) queueMicrotask(() => this.pump());
    });
  }

  private pump(): void {
    while (this.inFlight < MAXIMUM_IN_FLIGHT) {
      const batch = this.takeBatch();
      if (batch.length === 0) return;
      this.inFlight += 1;
      void this.commit(batch).finally(() => {
        this.inFlight -= 1;
        for (const { resources } of batch) for (const resource of resources) this.busy.delete(resource);
        this.pump();
      });
    }
  }

  private takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const blocked = new Set(this.busy);
    for (const one of this.waiting) {
      const fits = batch.length < MAXIMUM_BATCH && !one.resources.some((resource) => blocked.has(resource));
      (fits ? batch : later).push(one);
      // Also those of one that waits: what comes after it must not overtake it.
      for (const resource of one.resources) blocked.add(resource);
    }
    for (const { resources } of batch) for (const resource of resources) this.busy.add(resource);
    this.waiting = later;
    return batch;
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    let rest = batch;
    for (let attempt = 1; rest.length > 0; attempt += 1) {
      const error = await this.tryOnce(rest);
      if (error === undefined) return this.succeed(rest);
      const failures = rejectedAppends(error);
      if (failures) rest = await this.failThose(rest, failures);
      else if (!isTransient(error) || attempt > 10) return this.failApart(rest, error);
    }
  }

  private async tryOnce(batch: readonly Waiting[]): Promise<unknown> {
    const now = this.clock.now().toISOString();
    try {
      await this.database.query(
        appendBatch,
        appendParameters(
          batch.map(({ append }) => append),
          now,
        ),
      );
      return undefined;
    } catch (error) {
      return error ?? new Error('unknown');
    }
  }

  private succeed(batch: readonly Waiting[]): void {
    for (const { done } of batch) done();
    if (batch.some(({ append }) => append.stream)) this.onWritten();
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
