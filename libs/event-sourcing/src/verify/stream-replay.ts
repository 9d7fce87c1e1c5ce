import { canonicalJson } from '#crypto';
import type { AnyAggregate, EventDefinition } from '../aggregate.js';
import { CHAIN_START, nextChain } from '../chain.js';
import type { DomainEvent } from '../decider.js';
import { publishedText } from '../store/prepare-append.js';
import { upcast } from '../upcast.js';
import type { Problem, Report } from './difference.js';

export interface StreamRow {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly state: string;
  readonly chain: Buffer;
}

export interface EventRow {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly data: string;
  readonly public: string | null;
  readonly metadata: string;
  /** As PostgreSQL writes it in UTC: `2026-01-01 00:00:00.123+00`. */
  readonly recorded_at: string;
  readonly chain: Buffer;
  readonly position: number | null;
}

/** Folds one stream again from its events, and compares everything on the way. */
export class StreamReplay {
  private version = 0;
  private position = 0;
  private chain: Uint8Array = CHAIN_START;
  private state: unknown;
  /** What is folded after something was missing or unreadable says nothing more. */
  private whole = true;

  constructor(
    readonly id: string,
    private readonly aggregate: AnyAggregate | undefined,
    private readonly report: Report,
  ) {
    this.state = aggregate?.decider.initial;
    if (!aggregate) this.tell('kind-unknown', null, 'no aggregate of this service has streams of this kind');
  }

  event(row: EventRow): void {
    this.checkVersion(row);
    this.checkChain(row);
    this.checkPosition(row);
    if (this.aggregate && this.whole) this.fold(this.aggregate, row);
  }

  /** After the last event; `row` is the stream's own, if it has one. */
  end(row: StreamRow | undefined): void {
    if (!row) return this.tell('stream-missing', null, 'there are events, but no row of the stream');
    if (row.version > this.version) {
      this.tell(
        'event-missing',
        this.version + 1,
        `the stream is at version ${row.version}, its events end before`,
      );
    } else if (row.version < this.version) {
      this.tell(
        'version-differs',
        row.version,
        `the stream says version ${row.version}, its events go to ${this.version}`,
      );
    } else {
      if (!row.chain.equals(this.chain))
        this.tell('head-differs', row.version, 'the chain of the stream ends elsewhere');
      if (this.aggregate && this.whole) this.compareState(row);
    }
  }

  private checkVersion({ version }: EventRow): void {
    for (let missing = this.version + 1; missing < version; missing += 1) {
      this.whole = false;
      this.tell('event-missing', missing, 'the event is gone');
    }
    this.version = version;
  }

  private checkChain(row: EventRow): void {
    const { id, stream, version, type, schema_version: schemaVersion, data, metadata } = row;
    const recordedAt = toRfc3339(row.recorded_at);
    const covered = { id, stream, version, type, schemaVersion, data, metadata, recordedAt };
    // After a gap the chain cannot fit; the gap was told already.
    if (this.whole && !row.chain.equals(nextChain(this.chain, covered))) {
      this.tell('chain-broken', version, `the ${type} is not what was written, or follows something else`);
    }
    this.chain = row.chain;
  }

  private checkPosition({ position, version }: EventRow): void {
    if (position === null) return;
    if (position <= this.position) {
      this.tell('position-out-of-order', version, `position ${position} comes after ${this.position}`);
    }
    this.position = position;
  }

  private fold(aggregate: AnyAggregate, row: EventRow): void {
    const definition = (aggregate.events as Record<string, EventDefinition>)[row.type];
    if (!definition) {
      this.whole = false;
      return this.tell('event-unknown', row.version, `no event of this kind is called ${row.type}`);
    }
    try {
      const data = upcast(definition, row.schema_version, JSON.parse(row.data) as Record<string, unknown>);
      const event: DomainEvent = { ...data, type: row.type };
      this.state = aggregate.decider.evolve(this.state, event);
      // What an older form was published as, only the program of that time could tell.
      if (row.schema_version === definition.version) this.comparePublication(aggregate, row, event);
    } catch (error) {
      this.whole = false;
      const reason = error instanceof Error ? error.message : 'no Error';
      this.tell('not-replayable', row.version, `the ${row.type} cannot be folded: ${reason}`);
    }
  }

  private comparePublication(aggregate: AnyAggregate, row: EventRow, event: DomainEvent): void {
    if (publishedText(aggregate, this.state, event) === row.public) return;
    this.tell(
      'publication-differs',
      row.version,
      `what neighbours see of the ${row.type} is not what it says`,
    );
  }

  private compareState(row: StreamRow): void {
    if (canonicalJson(this.state) === row.state) return;
    this.tell('state-differs', row.version, 'the state kept with the stream is not what its events give');
  }

  private tell(problem: Problem, version: number | null, what: string): void {
    this.report({ stream: this.id, version, problem, what });
  }
}

/** With the three digits of a second that every event has; more of them were not written by us. */
const toRfc3339 = (time: string): string =>
  `${time.slice(0, 10)}T${time.slice(11, 19)}${(time.slice(19, -3) || '.').padEnd(4, '0')}Z`;
