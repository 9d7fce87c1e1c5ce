/** Who caused something: a client (`client_id`), a person (pairwise `sub`), a service, or an operator. */
export interface Actor {
  readonly kind: 'client' | 'person' | 'service' | 'operator' | 'anonymous';
  readonly id: string;
}

/** What comes in with every command, so that deciders need neither a clock nor randomness. */
export interface Context {
  /** UUID; the same id handled twice has its effect once. */
  readonly commandId: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: Actor;
  readonly correlationId: string;
  /** Id of the event or command that led to this one. */
  readonly causationId?: string;
  /** W3C Trace Context header value. */
  readonly traceparent?: string;
}

/** A request for change, addressed to one stream. */
export interface Command {
  readonly context: Context;
}

/** Something that happened; flat, readonly, named in the past tense. */
export interface DomainEvent {
  readonly type: string;
}

/**
 * The business of one kind of stream, as two pure functions.
 * `evolve` copies sealed fields whole and never looks inside them, so that a stream whose data key is gone still replays.
 */
export interface Decider<C extends Command, E extends DomainEvent, S> {
  /** Prefix of stream ids: `intent` makes `intent-<id>`. */
  readonly kind: string;
  readonly initial: S;
  readonly decide: (command: C, state: S) => readonly E[];
  readonly evolve: (state: S, event: E) => S;
}
