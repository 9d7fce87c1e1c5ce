import type { MetricDefinition } from './families.js';
import type { Reading } from './metrics.js';
import type { ServiceState } from './service-states.js';

/** A metric that is read from the state of each service. */
export interface StateReading extends MetricDefinition {
  readonly counted?: boolean;
  readonly read: (state: ServiceState) => Iterable<Reading>;
}

/** All that a service's database tells; every process of a service tells the same, so take the maximum of them. */
export const stateReadings: readonly StateReading[] = [
  {
    name: 'assent_database_up',
    help: 'Whether the database of a service answered when it was last asked.',
    labels: ['service'],
    read: ({ service, log }) => [[log ? 1 : 0, service]],
  },
  {
    name: 'assent_database_connections',
    help: 'Connections of this process that are open or idle, and work that waits for one.',
    labels: ['service', 'state'],
    read: ({ service, database }) =>
      Object.entries(database.connections()).map(([state, count]): Reading => [count, service, state]),
  },
  {
    name: 'assent_log_positions_total',
    help: 'Events that have their position in the log.',
    labels: ['service'],
    counted: true,
    read: ({ service, log }) => (log ? [[log.head, service]] : []),
  },
  {
    name: 'assent_log_unsequenced_events',
    help: 'Events that wait for their position, at most 10000.',
    labels: ['service'],
    read: ({ service, log }) => (log ? [[log.unsequenced.events, service]] : []),
  },
  {
    name: 'assent_log_unsequenced_seconds',
    help: 'How long the first event without a position has waited.',
    labels: ['service'],
    read: ({ service, log }) => (log ? [[log.unsequenced.seconds, service]] : []),
  },
  {
    name: 'assent_projection_lag_positions',
    help: 'Positions that a read model is behind its log.',
    labels: ['service', 'projection', 'state'],
    read: ({ service, log }) =>
      (log?.projections ?? []).map(({ table, state, behind }): Reading => [behind, service, table, state]),
  },
  {
    name: 'assent_projection_lag_seconds',
    help: 'Age of the first event that a read model does not show.',
    labels: ['service', 'projection', 'state'],
    read: ({ service, log }) =>
      (log?.projections ?? []).map(({ table, state, seconds }): Reading => [seconds, service, table, state]),
  },
  {
    name: 'assent_parked_streams',
    help: 'Streams that wait for one consumer or projection, because it could not handle an event of theirs.',
    labels: ['service', 'consumer'],
    read: ({ service, log }) =>
      (log?.parked ?? []).map(({ consumer, streams }): Reading => [streams, service, consumer]),
  },
  {
    name: 'assent_parked_messages',
    help: 'Events that wait with the parked streams of a consumer or projection.',
    labels: ['service', 'consumer'],
    read: ({ service, log }) =>
      (log?.parked ?? []).map(({ consumer, messages }): Reading => [messages, service, consumer]),
  },
  {
    name: 'assent_publication_lag_positions',
    help: 'Positions of the log that are not on a topic yet; nothing where readers follow the log itself.',
    labels: ['service', 'topic'],
    read: ({ service, unpublished }) =>
      unpublished.map(({ topic, positions }): Reading => [positions, service, topic]),
  },
  {
    name: 'assent_publication_lag_seconds',
    help: 'Age of the first public event that is not on a topic yet.',
    labels: ['service', 'topic'],
    read: ({ service, unpublished }) =>
      unpublished.map(({ topic, ageMs }): Reading => [ageMs / 1000, service, topic]),
  },
];
