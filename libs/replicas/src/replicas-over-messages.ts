import { contracts, type PublicKind, type PublicViews } from '#contracts';
import { type Database, Refused } from '#event-sourcing';
import type { ReplicaCache } from './replica-cache.js';
import { findReplica, keepReplicas } from './replica-store.js';
import { type Replica, type ReplicaOptions, Replicas } from './replicas.js';
import type { PublicStream, StreamReader } from './stream-reader.js';

/** How long the owner of a stream may take, milliseconds. */
const patience = 2000;

export interface ReplicasParts {
  readonly database: Database;
  /** Services whose events this one follows; what others own is read through every time. */
  readonly neighbours: readonly string[];
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
    const known = await this.known(owner, stream);
    if (known && satisfies(known as unknown as NonNullable<Known>, options)) return known as unknown as Known;
    const read = await this.readThrough(owner, stream, options.minimumVersion);
    return (read && known && known.version > read.version ? known : read) as unknown as Known;
  }

  private async known(owner: string, stream: string): Promise<PublicStream | undefined> {
    const { cache, database, neighbours } = this.parts();
    if (!neighbours.includes(owner)) return undefined;
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

  private async readThrough(
    owner: string,
    stream: string,
    minimumVersion = 0,
  ): Promise<PublicStream | undefined> {
    const { cache, database, neighbours, reader } = this.parts();
    const read = await inTime(reader.read(owner, stream, minimumVersion || undefined), owner);
    if (read && neighbours.includes(owner)) {
      await keepReplicas(database, [read]);
      cache.put(read);
    }
    return read;
  }
}

/** The service that writes a stream. Signing keys belong to the service they are named after. */
export const ownerOf = (kind: PublicKind, id: string): string => {
  const { owner } = contracts[kind];
  return typeof owner === 'string' ? owner : id;
};

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
