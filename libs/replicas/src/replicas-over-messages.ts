import type { PublicKind, PublicViews } from '#contracts';
import { type Database, Refused } from '#event-sourcing';
import { type Followed, ownerOf } from './followed.js';
import type { ReplicaCache } from './replica-cache.js';
import { findReplica, keepReplicas } from './replica-store.js';
import { type Replica, type ReplicaOptions, Replicas } from './replicas.js';
import type { PublicStream, StreamReader } from './stream-reader.js';

/** How long the owner of a stream may take, milliseconds. */
const patience = 2000;

export interface ReplicasParts {
  readonly database: Database;
  /** What this service keeps; anything else is read through every time. */
  readonly followed: Followed;
  readonly reader: StreamReader;
  readonly cache: ReplicaCache;
}

/** Replicas that are filled by messages, and read through where messages have not come yet. */
export class ReplicasOverMessages extends Replicas {
  // Many requests miss the same entry in the moment that its trust ends: one of them asks.
  private readonly asking = new Map<string, Promise<PublicStream | undefined>>();

  constructor(private readonly parts: () => ReplicasParts) {
    super();
  }

  async get<K extends PublicKind>(
    kind: K,
    id: string,
    options: ReplicaOptions<PublicViews[K]> = {},
  ): Promise<Replica<PublicViews[K]> | undefined> {
    type Known = Replica<PublicViews[K]> | undefined;
    const stream = `${kind}-${id}`;
    const owner = ownerOf(kind, id);
    const kept = this.parts().followed.keeps(kind, owner);
    const known = kept ? await this.known(stream) : undefined;
    if (known && satisfies(known as unknown as NonNullable<Known>, options)) return known as unknown as Known;
    const read = await this.readThrough(owner, stream, options.minimumVersion);
    if (read && kept) await this.keep(read);
    return (read && known && known.version > read.version ? known : read) as unknown as Known;
  }

  private async known(stream: string): Promise<PublicStream | undefined> {
    const { cache, database } = this.parts();
    const cached = cache.get(stream);
    if (cached) return cached;
    const asked = this.asking.get(stream) ?? this.ask(database, stream);
    const stored = await asked;
    if (stored) cache.put(stored);
    return stored;
  }

  private ask(database: Database, stream: string): Promise<PublicStream | undefined> {
    const asked = findReplica(database, stream).finally(() => this.asking.delete(stream));
    this.asking.set(stream, asked);
    return asked;
  }

  private readThrough(owner: string, stream: string, minimumVersion = 0): Promise<PublicStream | undefined> {
    return inTime(this.parts().reader.read(owner, stream, minimumVersion || undefined), owner);
  }

  private async keep(read: PublicStream): Promise<void> {
    const { cache, database } = this.parts();
    await keepReplicas(database.derived, [read]);
    cache.put(read);
  }
}

const satisfies = <View>(
  known: Replica<View>,
  { minimumVersion = 0, satisfying }: ReplicaOptions<View>,
): boolean => known.version >= minimumVersion && (satisfying?.(known.view) ?? true);

const inTime = async <T>(answer: Promise<T>, service: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refused('neighbour-unavailable', { service })), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
};
