import type { PublicKind, PublicViews } from '#contracts';

export interface ReplicaOptions<View> {
  /** Read through to the owner unless the replica is at least this new. */
  readonly minimumVersion?: number;
  /** Read through once when what is known does not satisfy this: a neighbour may be ahead. */
  readonly satisfying?: (view: View) => boolean;
}

export interface Replica<View> {
  readonly version: number;
  readonly view: View;
}

/** What a service knows of its neighbours' streams. */
export abstract class Replicas {
  /** Undefined when the owner does not know the stream either. Throws `Refused('neighbour-unavailable')` when it cannot be asked. */
  abstract get<K extends PublicKind>(
    kind: K,
    id: string,
    options?: ReplicaOptions<PublicViews[K]>,
  ): Promise<Replica<PublicViews[K]> | undefined>;
}
