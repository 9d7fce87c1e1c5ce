import type { Command, Decider, DomainEvent } from './decider.js';

/** How one type of event is stored. */
export interface EventDefinition {
  /** Schema version that is written now, from 1. */
  readonly version: number;
  /** Newest schema version that is understood, where a later release is to write it; `version` unless given. */
  readonly reads?: number;
  /** Top-level fields that hold personal data: encrypted under the data key of the stream. */
  readonly sealed?: readonly string[];
  /** `upcasters[n]` turns the data of version n into version n + 1. */
  readonly upcasters?: Readonly<Record<number, (data: Record<string, unknown>) => Record<string, unknown>>>;
}

/** What neighbours learn of one event: the state as it is meant for them, and what is particular to the event. */
export interface Publication {
  readonly view: object;
  readonly detail?: object;
}

/** A decider with its storage facts. */
export interface Aggregate<C extends Command, E extends DomainEvent, S> {
  readonly decider: Decider<C, E, S>;
  readonly events: { readonly [T in E['type']]: EventDefinition };
  /** The public form of an event, computed on sealed state; undefined keeps it private. */
  readonly publish?: (state: S, event: E) => Publication | undefined;
}

// eslint-disable-next-line typescript/no-explicit-any -- a registry holds aggregates of any command, event and state
export type AnyAggregate = Aggregate<any, any, any>;
