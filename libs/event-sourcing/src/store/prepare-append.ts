import { canonicalJson } from '#crypto';
import type { Aggregate } from '../aggregate.js';
import { CHAIN_START, nextChain } from '../chain.js';
import type { Context, DomainEvent } from '../decider.js';
import type { PublicationSchemas } from '../publication-schemas.js';
import { upcast } from '../upcast.js';
import type { NewEvent, StreamChange } from './append.js';
import type { PersonalData } from './personal-data.js';
import { uuidV7 } from './uuid-v7.js';

/** A stream as it was read, before new events. */
export interface Before {
  readonly id: string;
  readonly version: number;
  /** Personal data sealed; undefined for a new stream. */
  readonly state: unknown;
  readonly chain: Uint8Array;
}

export const beforeFirst = (id: string): Before => ({ id, version: 0, state: undefined, chain: CHAIN_START });

export interface Preparation<E extends DomainEvent, S> {
  // oxlint-disable-next-line typescript/no-explicit-any -- commands play no part in writing
  readonly aggregate: Aggregate<any, E, S>;
  readonly before: Before;
  readonly personal: PersonalData;
  readonly schemas: PublicationSchemas | undefined;
}

/** An event with what it comes with. */
export interface Happened<E extends DomainEvent = DomainEvent> {
  readonly event: E;
  readonly context: Context;
  readonly recordedAt: Date;
}

/** Turns events into rows: sealed, folded, published and chained. Pure but for keys and ids. */
export const prepareChange = <E extends DomainEvent, S>(
  preparation: Preparation<E, S>,
  happened: readonly Happened<E>[],
): StreamChange => {
  const { aggregate, before, personal } = preparation;
  let state = (before.state ?? aggregate.decider.initial) as S;
  let { chain, version } = before;
  const rows: NewEvent[] = [];
  let metadata = '';
  for (const [index, { event, context, recordedAt }] of happened.entries()) {
    if (context !== happened[index - 1]?.context) metadata = canonicalJson(context);
    const data = canonicalJson(sealedData(preparation, event));
    // What is folded is what will be read back, so that a replay gives the same state byte for byte.
    const stored = readBack(aggregate, event.type as E['type'], data);
    state = aggregate.decider.evolve(state, stored);
    version += 1;
    const row = describe(preparation, event.type as E['type'], { data, metadata, version, recordedAt });
    row.public = publication(preparation, state, stored);
    row.chain = chain = nextChain(chain, row);
    rows.push(row);
  }
  return {
    id: before.id,
    kind: aggregate.decider.kind,
    expected: before.version,
    version,
    state: canonicalJson(state),
    chain,
    events: rows,
    ...(personal.newKey && { newKey: personal.newKey }),
  };
};

const readBack = <E extends DomainEvent, S>(
  // oxlint-disable-next-line typescript/no-explicit-any -- commands play no part in reading
  { events }: Aggregate<any, E, S>,
  type: E['type'],
  data: string,
): E => {
  const definition = events[type];
  const stored = JSON.parse(data) as Record<string, unknown>;
  return { type, ...(definition.reads ? upcast(definition, definition.version, stored) : stored) } as E;
};

const sealedData = <E extends DomainEvent, S>(preparation: Preparation<E, S>, event: E): object => {
  const { type, ...data } = event;
  const definition = preparation.aggregate.events[type as E['type']];
  if (!definition)
    throw new Error(`${type} is not among the events of ${preparation.aggregate.decider.kind}`);
  return definition.sealed ? preparation.personal.seal(data, definition.sealed) : data;
};

/** A row that lacks what depends on the state and on the event before it. */
const describe = <E extends DomainEvent, S>(
  { aggregate, before }: Preparation<E, S>,
  type: E['type'],
  parts: Pick<NewEvent, 'data' | 'metadata' | 'version'> & { readonly recordedAt: Date },
): { -readonly [Column in keyof NewEvent]: NewEvent[Column] } => ({
  id: uuidV7(parts.recordedAt),
  stream: before.id,
  version: parts.version,
  type,
  schemaVersion: aggregate.events[type].version,
  data: parts.data,
  metadata: parts.metadata,
  recordedAt: parts.recordedAt.toISOString(),
  chain: CHAIN_START,
  public: null,
});

const publication = <E extends DomainEvent, S>(
  { aggregate, schemas }: Preparation<E, S>,
  state: S,
  event: E,
): string | null => {
  const published = aggregate.publish?.(state, event);
  if (!published) return null;
  const text = canonicalJson(published);
  // Personal data stays at home, readable or not. A member of that name, that is: as a value anyone may write it.
  if (text.includes('"$sealed":')) throw new Error(`${event.type} would publish personal data`);
  schemas?.check(event.type, published);
  return text;
};

/** RFC 8785 text of what neighbours see of an event; null when it is private. */
export const publishedText = <E extends DomainEvent, S>(
  // oxlint-disable-next-line typescript/no-explicit-any -- commands play no part in publishing
  aggregate: Aggregate<any, E, S>,
  state: S,
  event: E,
): string | null => {
  const published = aggregate.publish?.(state, event);
  return published ? canonicalJson(published) : null;
};
