import type { Sql } from '#event-sourcing';
import type { Message } from './message.js';

/** Writes a read model: its SQL commits together with the checkpoint, so every message has its effect exactly once. */
export interface ProjectingConsumer {
  /** Stable name: checkpoints and parked streams are kept under it. */
  readonly name: string;
  /** Services whose public events it reads. */
  readonly services: readonly string[];
  /** Event types it wants; undefined for all. */
  readonly types?: readonly string[];
  project(message: Message, sql: Sql): Promise<void>;
}

/** A process manager: turns a message into commands. It is awaited, may be called again, and must be idempotent. */
export interface ReactingConsumer {
  readonly name: string;
  readonly services: readonly string[];
  readonly types?: readonly string[];
  react(message: Message): Promise<void>;
}

export type Consumer = ProjectingConsumer | ReactingConsumer;

/** The consumers of one service; started when the application is up, stopped when it shuts down. */
export abstract class Consumers {
  abstract add(...consumers: Consumer[]): void;
}
