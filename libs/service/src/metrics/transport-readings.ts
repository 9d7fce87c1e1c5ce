import type { Transport } from '#messaging';
import type { MetricDefinition } from './families.js';
import type { Reading } from './metrics.js';

/** A metric that is read from the transport, which knows it without asking. */
export interface TransportReading extends MetricDefinition {
  readonly counted?: boolean;
  readonly read: (transport: Transport) => Iterable<Reading>;
}

const byPartition = ['group', 'source', 'partition'];
const byGroup = ['group', 'source'];

/** What a transport tells of the groups that this process reads for; `source` is the service that is read. */
export const transportReadings: readonly TransportReading[] = [
  {
    name: 'assent_consumer_lag_messages',
    help: 'Positions that a consumer group is behind on a partition that this process reads.',
    labels: byPartition,
    read: (transport) =>
      transport
        .lag()
        .map(({ group, service, partition, messages }) => [messages, group, service, String(partition)]),
  },
  {
    name: 'assent_consumer_lag_seconds',
    help: 'Age of the oldest message that a consumer group has not handled, on a partition that this process reads.',
    labels: byPartition,
    read: (transport) =>
      transport
        .lag()
        .map(({ group, service, partition, ageMs }) => [ageMs / 1000, group, service, String(partition)]),
  },
  {
    name: 'assent_consumer_joined',
    help: 'Whether this process is a member of a consumer group of Kafka.',
    labels: byGroup,
    read: (transport) =>
      transport.standings().map(({ group, service, isIn }) => [isIn ? 1 : 0, group, service]),
  },
  {
    name: 'assent_dead_letters_total',
    help: 'Records that were no events, and went to the dead letters of their topic.',
    labels: byGroup,
    counted: true,
    read: (transport) =>
      transport.standings().map(({ group, service, rejected }) => [rejected, group, service]),
  },
  {
    name: 'assent_transport_problems',
    help: 'What keeps the transport from reading that time alone will not heal.',
    labels: [],
    read: (transport) => [[transport.problems().length]],
  },
];
