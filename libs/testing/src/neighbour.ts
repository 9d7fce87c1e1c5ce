import type { INestApplication, Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import {
  type Aggregate,
  type Command,
  type DomainEvent,
  EventSourcingModule,
  EventStore,
  type ServiceLog,
} from '#event-sourcing';
import type { ServiceDefinition } from '#service';
import { context } from './context.js';

interface Told extends DomainEvent {
  readonly view: object;
  readonly detail?: object;
}

interface Tell extends Command {
  readonly event: Told;
}

interface Owner {
  readonly store: EventStore;
}

/**
 * A neighbour as a service sees it: it has streams of some kinds, and says of them whatever a spec wants. What it says
 * travels by the real log and transport, and is read through like any owner's.
 */
export class Neighbour {
  readonly definition: ServiceDefinition;
  private readonly aggregates: ReadonlyMap<string, Aggregate<Tell, Told, object>>;
  private readonly owner: Type<Owner>;

  /** `kinds` maps each kind of stream to the types of its events. */
  constructor(name: string, kinds: Readonly<Record<string, readonly string[]>>) {
    this.aggregates = new Map(Object.entries(kinds).map(([kind, types]) => [kind, telling(kind, types)]));
    const log: ServiceLog = { service: name, aggregates: [...this.aggregates.values()] };
    this.owner = ownerOf(log);
    this.definition = { name, log, module: this.owner };
  }

  /** Appends an event to a stream of the neighbour; answers the version of the stream. */
  async tell(
    app: INestApplication,
    stream: readonly [kind: string, id: string],
    event: Told,
  ): Promise<number> {
    const [kind, id] = stream;
    const { store } = app.get(this.owner, { strict: false });
    const { version } = await store.execute(this.aggregates.get(kind)!, id, { context: context(), event });
    return version;
  }
}

const telling = (kind: string, types: readonly string[]): Aggregate<Tell, Told, object> => ({
  decider: {
    kind,
    initial: {},
    decide: ({ event }) => [event],
    evolve: (_state, { view }) => view,
  },
  events: Object.fromEntries(types.map((type) => [type, { version: 1 }])),
  publish: (_state, { view, detail }) => ({ view, ...(detail && { detail }) }),
});

const ownerOf = (log: ServiceLog): Type<Owner> => {
  @Module({ imports: [EventSourcingModule.forService(log)] })
  class NeighbourModule implements Owner {
    constructor(readonly store: EventStore) {}
  }
  return NeighbourModule;
};
