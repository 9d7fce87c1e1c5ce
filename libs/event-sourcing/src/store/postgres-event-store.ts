import { setTimeout as pause } from 'node:timers/promises';
import type { KeyEncryptionKey } from '#crypto';
import type { Aggregate } from '../aggregate.js';
import type { Clock } from '../clock.js';
import type { Database } from '../database.js';
import type { Command, Context, DomainEvent } from '../decider.js';
import {
  type Claim,
  Claimed,
  EventStore,
  type ExecuteOptions,
  type Loaded,
  type Outcome,
} from '../event-store.js';
import type { LogObserver } from '../log-observer.js';
import type { PublicationSchemas } from '../publication-schemas.js';
import { Refused } from '../refused.js';
import type { Positions } from '../sequencer/positions.js';
import { VersionConflict } from './append.js';
import { commandClaim, withoutRepeats } from './claims.js';
import { eraseStream } from './erase-stream.js';
import { GroupCommit } from './group-commit.js';
import { PersonalData } from './personal-data.js';
import { beforeFirst, prepareChange } from './prepare-append.js';
import { toRefusal } from './storage-errors.js';
import { StreamReader, type StreamRow } from './stream-reader.js';
import { Turns } from './turns.js';

/** How often a command is decided again because another process wrote to its stream. */
const MAXIMUM_ATTEMPTS = 20;

export interface EventStoreParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly keys: KeyEncryptionKey;
  readonly schemas?: PublicationSchemas | undefined;
  /** The sequencer of this process, where it runs one; without it events wait for that of another. */
  readonly positions?: Positions;
  readonly observer?: LogObserver | undefined;
}

const elsewhere: Positions = {
  tenure: undefined,
  written: () => undefined,
  catchUp: () => Promise.resolve(),
};

interface Opened {
  readonly stream: string;
  readonly row: StreamRow | undefined;
  readonly personal: PersonalData;
  /** Not read: only an append that passes the version check shows that it is so. */
  readonly assumed?: boolean;
}

/** The log of one service in PostgreSQL. */
export class PostgresEventStore extends EventStore {
  private readonly reader: StreamReader;
  private readonly commits: GroupCommit;
  // Commands of this process for one stream wait for each other rather than conflict.
  private readonly turns = new Turns();

  constructor(private readonly parts: EventStoreParts) {
    super();
    this.reader = new StreamReader(parts.database);
    const { database, clock, positions = elsewhere, observer } = parts;
    this.commits = new GroupCommit(database, clock, positions, observer);
  }

  execute<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
    command: C,
    options: ExecuteOptions = {},
  ): Promise<Outcome<E, S>> {
    const stream = `${aggregate.decider.kind}-${id}`;
    return this.turns.take(stream, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const assumed = attempt === 1 && options.expectedVersion === 0;
        try {
          const opened = assumed ? this.assumeNew(stream) : await this.open(stream);
          return await this.attempt(aggregate, opened, command, options);
        } catch (error) {
          if (assumed && wroteNothing(error)) continue;
          if (!(error instanceof VersionConflict)) throw error;
          if (attempt === MAXIMUM_ATTEMPTS) throw new Refused('too-many-concurrent-changes');
          await pause(Math.random() * 5 * attempt);
        }
      }
    });
  }

  async load<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
  ): Promise<Loaded<S> | undefined> {
    const { row, personal } = await this.open(`${aggregate.decider.kind}-${id}`);
    return row && { version: row.version, state: personal.reveal(JSON.parse(row.state)) as S };
  }

  async claim(claims: readonly Claim[], _context: Context): Promise<void> {
    await this.commits.write({ claims: withoutRepeats(claims), claimant: null });
  }

  async erase(stream: string): Promise<boolean> {
    return eraseStream(this.parts.database, stream, this.parts.clock.now());
  }

  private async open(stream: string): Promise<Opened> {
    const row = await this.reader.read(stream).catch((error: unknown) => {
      throw toRefusal(error);
    });
    return { stream, row, personal: new PersonalData(stream, row?.key, this.parts.keys) };
  }

  private assumeNew(stream: string): Opened {
    const personal = new PersonalData(stream, undefined, this.parts.keys);
    return { stream, row: undefined, personal, assumed: true };
  }

  private async attempt<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    opened: Opened,
    command: C,
    options: ExecuteOptions,
  ): Promise<Outcome<E, S>> {
    const { stream, assumed } = opened;
    const once = commandClaim(command.context, stream);
    try {
      return await this.decideAndAppend(aggregate, opened, command, {
        ...options,
        claims: withoutRepeats([...(once ? [once] : []), ...(options.claims ?? [])]),
      });
    } catch (error) {
      if (assumed || !once || !(await this.wasHandled(once, error))) throw error;
      return this.unchanged(aggregate, stream);
    }
  }

  private async decideAndAppend<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    { stream, row, personal, assumed }: Opened,
    command: C,
    options: ExecuteOptions,
  ): Promise<Outcome<E, S>> {
    const version = row?.version ?? 0;
    if (options.expectedVersion !== undefined && options.expectedVersion !== version)
      throw new Refused('version-mismatch');
    const sealed = row ? (JSON.parse(row.state) as S) : aggregate.decider.initial;
    const state = row?.key ? (personal.reveal(sealed) as S) : sealed;
    const events = aggregate.decider.decide(command, state);
    const claims = options.claims ?? [];
    if (events.length === 0) {
      if (assumed) throw new VersionConflict(stream);
      if (claims.length > 0) await this.commits.write({ claims, claimant: stream });
      return { stream, version, state, events };
    }
    const { clock, schemas } = this.parts;
    const before = row ? { ...row, state: sealed } : beforeFirst(stream);
    const [{ context }, recordedAt] = [command, clock.now()];
    const change = prepareChange(
      { aggregate, before, personal, schemas },
      events.map((event) => ({ event, context, recordedAt })),
    );
    await this.commits.write({ stream: change, claims, claimant: stream });
    return { stream, version: change.version, state: events.reduce(aggregate.decider.evolve, state), events };
  }

  /** Whether a command that failed now had its effect before. */
  private async wasHandled(once: Claim, error: unknown): Promise<boolean> {
    if (error instanceof Claimed) return error.claim.scope === once.scope && error.claim.key === once.key;
    // What the first handling did may be the very reason why the second is refused.
    if (!(error instanceof Refused)) return false;
    const text = 'select from claim where scope = $1 and key = $2';
    return (await this.parts.database.query(text, [once.scope, once.key]).catch(() => [])).length > 0;
  }

  private async unchanged<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    stream: string,
  ): Promise<Outcome<E, S>> {
    const loaded = await this.load(aggregate, stream.slice(aggregate.decider.kind.length + 1));
    return { stream, version: 0, state: aggregate.decider.initial, ...loaded, events: [] };
  }
}

/** What the decider declined, and what the log did not take. With a database that is away nobody knows. */
const wroteNothing = (error: unknown): boolean =>
  error instanceof VersionConflict || (error instanceof Refused && error.reason !== 'storage-unavailable');
