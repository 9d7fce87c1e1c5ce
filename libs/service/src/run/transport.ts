import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { databaseUrlOf } from '#event-sourcing';
import { createTopics, type KafkaSettings, KafkaTransport, LogTransport, type Transport } from '#messaging';
import type { commonSettings } from '../settings/common-settings.js';
import type { SettingValues } from '../settings/settings.js';

type Common = SettingValues<typeof commonSettings>;

const DAY_MS = 86_400_000;

/** What the settings of a deployment say of its brokers; files are read now. */
export const kafkaOf = (common: Common): KafkaSettings => ({
  brokers: common.kafkaBrokers,
  prefix: common.kafkaPrefix,
  sessionTimeoutMs: common.kafkaSessionTimeout,
  topics: {
    partitions: common.kafkaPartitions,
    replication: common.kafkaReplication,
    minInsyncReplicas: common.kafkaMinInsyncReplicas,
    retentionMs: common.kafkaRetention === 0 ? -1 : common.kafkaRetention * DAY_MS,
  },
  ...(common.kafkaTls && { tls: tlsOf(common) }),
  ...(common.kafkaSasl !== 'none' && {
    sasl: {
      mechanism: common.kafkaSasl,
      username: common.kafkaUsername,
      password: common.kafkaPassword,
    },
  }),
});

const tlsOf = ({ kafkaTlsCa, kafkaTlsCertificate, kafkaTlsKey }: Common): ConnectionOptions => ({
  minVersion: 'TLSv1.2',
  rejectUnauthorized: true, // also where NODE_TLS_REJECT_UNAUTHORIZED would have it otherwise
  ...(kafkaTlsCa && { ca: readFileSync(kafkaTlsCa) }),
  ...(kafkaTlsCertificate && { cert: readFileSync(kafkaTlsCertificate), key: readFileSync(kafkaTlsKey) }),
});

export const transportOf = (common: Common): Transport => {
  switch (common.transport) {
    case 'kafka':
      return new KafkaTransport(kafkaOf(common));
    case 'log':
      return new LogTransport({ urlOf: (service) => databaseUrlOf(common.databaseUrl, service) });
  }
};

/** Makes what the transport needs for the events of these services, as `assent migrate` does; answers the names of topics. */
export const prepareTransport = async (
  common: Common,
  services: readonly string[],
): Promise<readonly string[]> =>
  common.transport === 'kafka' ? createTopics(kafkaOf(common), services) : [];
