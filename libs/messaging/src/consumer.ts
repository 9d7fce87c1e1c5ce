import type { Sql } from '#event-sourcing';
import type { Message } from './message.js';

/** Writes a read model: unless it is idempotent, its SQL commits together with the checkpoint, so every message has its effect exactly once. */
export interface ProjectingConsumer {
  /** Stable name: checkpoints and parked streams are kept under it. */
  readonly name: string;
  /** Services whose public events it reads. */
  readonly services: readonly string[];
  /** Event types it wants; undefined for all. */
  readonly types?: readonly string[];
  /**
   * A message again, or an older one after a newer, changes nothing: what had its effect is not remembered for it, and its SQL
   * runs statement by statement, with a checkpoint that follows.
   */
  readonly idempotent?: true;
  project(message: Message, sql: Sql): Promise<void>;
  /**
   * The same for several messages, in their order, where fewer statements do for all of them than for each; without it
   * they are projected one by one. When it fails, `project` is asked for each, to find the one that cannot be.
   */
  projectAll?(messages: readonly Message[], sql: Sql): Promise<void>;
}

/** A process manager: turns a message into commands. It is awaited, may be called again, and must be idempotent. */
export interface ReactingConsumer {
  readonly name: string;
  readonly services: readonly string[];
  readonly types?: readonly string[];
  react(message: Message): Promise<void>;
}

export type Consumer = ProjectingConsumer | ReactingConsumer;

/** A stream whose messages wait for one consumer, because it could not handle the first of them. */
export interface ParkedStream {
  readonly consumer: string;
  /** Service the stream belongs to. */
  readonly service: string;
  readonly stream: string;
  readonly messages: number;
  readonly error: string;
  readonly attempts: number;
  /** RFC 3339. */
  readonly since: string;
  /** RFC 3339; absent once only an operator's redrive will try again. */
  readonly nextAttemptAt?: string;
}

/** Which parked streams are meant: all of them, those of a consumer, or one. */
export interface ParkedFilter {
  readonly consumer?: string;
  readonly stream?: string;
}

/** The consumers of one service; started when the application is up, stopped when it shuts down. */
export abstract class Consumers {
  abstract add(...consumers: Consumer[]): void;
  /** Handles parked messages again, in order; answers how many were handled. */
  abstract redrive(filter?: ParkedFilter): Promise<number>;
  abstract parkedStreams(): Promise<readonly ParkedStream[]>;
}
