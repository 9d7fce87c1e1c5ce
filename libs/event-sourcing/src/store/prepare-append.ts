import { canonicalJson } from '#crypto';
import type { Aggregate, Publication } from '../aggregate.js';
import { CHAIN_START, nextChain } from '../chain.js';
import type { Context, DomainEvent } from '../decider.js';
import type { PublicationSchemas } from '../publication-schemas.js';
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
  readonly context: Context;
  readonly recordedAt: Date;
  readonly schemas: PublicationSchemas | undefined;
}

/** Turns decided events into rows: sealed, folded, published and chained. Pure but for keys and ids. */
export const prepareChange = <E extends DomainEvent, S>(
  preparation: Preparation<E, S>,
  events: readonly E[],
): StreamChange => {
  const { aggregate, before, personal } = preparation;
  const metadata = canonicalJson(preparation.context);
  let state = (before.state ?? aggregate.decider.initial) as S;
  let { chain, version } = before;
  const rows: NewEvent[] = [];
  for (const event of events) {
    const data = canonicalJson(sealedData(preparation, event));
    // What is folded is what will be read back, so that a replay gives the same state byte for byte.
    const stored = { type: event.type, ...(JSON.parse(data) as object) } as E;
    state = aggregate.decider.evolve(state, stored);
    const row = describe(preparation, event.type as E['type'], { data, metadata, version: (version += 1) });
    chain = nextChain(chain, row);
    rows.push({ ...row, chain, public: publication(preparation, state, stored) });
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

const sealedData = <E extends DomainEvent, S>(preparation: Preparation<E, S>, event: E): object => {
  const { type, ...data } = event;
  const definition = preparation.aggregate.events[type as E['type']];
  if (!definition)
    throw new Error(`${type} is not among the events of ${preparation.aggregate.decider.kind}`);
  return definition.sealed ? preparation.personal.seal(data, definition.sealed) : data;
};

const describe = <E extends DomainEvent, S>(
  { aggregate, before, recordedAt }: Preparation<E, S>,
  type: E['type'],
  parts: { readonly data: string; readonly metadata: string; readonly version: number },
) => ({
  id: uuidV7(recordedAt),
  stream: before.id,
  type,
  schemaVersion: aggregate.events[type].version,
  recordedAt: recordedAt.toISOString(),
  ...parts,
});

const publication = <E extends DomainEvent, S>(
  { aggregate, schemas }: Preparation<E, S>,
  state: S,
  event: E,
): string | null => {
  const text = publishedText(aggregate, state, event);
  if (text === null) return null;
  // Personal data stays at home, readable or not. A member of that name, that is: as a value anyone may write it.
  if (text.includes('"$sealed":')) throw new Error(`${event.type} would publish personal data`);
  schemas?.check(event.type, JSON.parse(text) as Publication);
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
