import type { KeyEncryptionKey } from '#crypto';
import type { AnyAggregate } from '../aggregate.js';
import type { Database } from '../database.js';
import type { PublicationSchemas } from '../publication-schemas.js';
import { Refused } from '../refused.js';
import type { StreamChange } from './append.js';
import { importBatch, importParameters } from './import-statement.js';
import { PersonalData } from './personal-data.js';
import { beforeFirst, type Happened, prepareChange } from './prepare-append.js';
import { toRefusal } from './storage-errors.js';

/** The whole history of a stream that the log does not have yet. */
export interface History {
  readonly aggregate: AnyAggregate;
  /** Without the kind. */
  readonly id: string;
  readonly happened: readonly Happened[];
}

export interface ImportParts {
  readonly database: Database;
  readonly keys: KeyEncryptionKey;
  readonly schemas?: PublicationSchemas;
}

export interface Imported {
  readonly streams: number;
  readonly events: number;
}

/** Events in one transaction, or those of one stream if it has more: nothing is gained by more, and appends wait longer. */
const BATCH = 2_000;
const UNIQUE_VIOLATION = '23505';

/**
 * Writes histories from another system or log: folded, sealed, published and chained as if they had happened here, with
 * positions at once, in the order given. A history is written whole or not at all; what was written before one that
 * cannot be stays. Throws `Refused('stream-exists')`, `Refused('storage-unavailable')`, and what `evolve` throws.
 */
export const importStreams = async (
  parts: ImportParts,
  histories: Iterable<History> | AsyncIterable<History>,
): Promise<Imported> => {
  const imported = { streams: 0, events: 0 };
  let writing: Promise<void> = Promise.resolve();
  // One batch is prepared while the one before it is written.
  for await (const batch of batches(parts, histories)) {
    await writing;
    writing = write(parts.database, batch);
    writing.catch(() => undefined); // thrown where it is awaited
    imported.streams += batch.length;
    for (const { events } of batch) imported.events += events.length;
  }
  await writing;
  return imported;
};

async function* batches(
  parts: ImportParts,
  histories: Iterable<History> | AsyncIterable<History>,
): AsyncGenerator<readonly StreamChange[]> {
  let batch: StreamChange[] = [];
  let events = 0;
  for await (const history of histories) {
    if (history.happened.length === 0) continue;
    batch.push(prepare(parts, history));
    events += history.happened.length;
    if (events < BATCH) continue;
    yield batch;
    [batch, events] = [[], 0];
  }
  if (events > 0) yield batch;
}

const prepare = ({ keys, schemas }: ImportParts, { aggregate, id, happened }: History): StreamChange => {
  const stream = `${aggregate.decider.kind}-${id}`;
  const personal = new PersonalData(stream, undefined, keys);
  return prepareChange({ aggregate, before: beforeFirst(stream), personal, schemas }, happened);
};

const write = async (database: Database, batch: readonly StreamChange[]): Promise<void> => {
  try {
    await database.query(importBatch, importParameters(database.service, batch));
  } catch (error) {
    const exists = (error as { code?: unknown }).code === UNIQUE_VIOLATION;
    throw exists ? new Refused('stream-exists') : toRefusal(error);
  }
};
