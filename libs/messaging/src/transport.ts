import type { Database } from '#event-sourcing';
import type { Message } from './message.js';

/** One member of a consumer group that reads the topic of a service. */
export interface Subscriber {
  /** Members of a group, in any number of processes, share the partitions of the topic between them. */
  readonly group: string;
  /** The service whose public events are read. */
  readonly service: string;
  /**
   * A partition is this member's from now on; answers the offset after which to go on, 0 for the beginning.
   * Called again after every rebalance, reconnection and failed delivery.
   */
  assigned(partition: number): Promise<number>;
  /**
   * Messages of one partition, ascending. When it rejects, they are delivered again (at least once).
   * `signal` aborts when the partition is lost or the subscription closes.
   */
  deliver(messages: readonly Message[], signal: AbortSignal): Promise<void>;
}

export interface Subscription {
  /** Goes on after this offset, back or forth, for as long as the partition stays with this member. */
  seek(partition: number, offset: number): Promise<void>;
  /** Waits for the delivery under way, gives the partitions back to the group, and delivers nothing more. */
  close(): Promise<void>;
}

/** How far a member of a group is behind on a partition that is its own. */
export interface Lag {
  readonly group: string;
  /** The service whose public events are read. */
  readonly service: string;
  readonly partition: number;
  /** Positions from the last message handled to the end of the partition, as it was when messages were last looked for. */
  readonly messages: number;
  /** Since when the oldest of them has been there, milliseconds; 0 when there is none. */
  readonly ageMs: number;
}

/** How a group that this process reads for is with its brokers. */
export interface Standing {
  readonly group: string;
  /** The service whose public events are read. */
  readonly service: string;
  readonly isIn: boolean;
  /** Records that were no events of ours, and went to the dead letters of their topic, since the process started. */
  readonly rejected: number;
}

/** Puts the sequenced public events of services on their topics, in order; an event may be sent twice. */
export interface Publisher {
  /** Follows the log of a service from where it, or another process, left off; of all that follow one, one works. */
  follow(database: Database): Publication;
}

export interface Publication {
  /** Finishes what is under way, and lets another process go on at once. */
  stop(): Promise<void>;
}

/**
 * Carries public events between services: at least once, in order per stream, partitioned by stream.
 * It knows neither checkpoints nor effects: those are the subscriber's.
 */
export abstract class Transport {
  /** Undefined where readers follow the sequenced log itself, so that nothing has to be sent. */
  abstract readonly publisher?: Publisher;
  abstract subscribe(subscriber: Subscriber): Promise<Subscription>;
  /** By partition that a member of this process reads now; costs nothing, since it asks nobody. */
  abstract lag(): readonly Lag[];
  /** Of groups that have to be joined; none where readers follow the sequenced log itself. */
  standings(): readonly Standing[] {
    return [];
  }
  /** What time alone will not heal, in words for operators. A transport that is away for a while has no problem. */
  problems(): readonly string[] {
    return [];
  }
  /** Closes every subscription and connection. */
  abstract close(): Promise<void>;
}
