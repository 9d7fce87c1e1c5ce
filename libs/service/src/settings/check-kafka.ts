import { commonSettings } from './common-settings.js';
import type { Environment, SettingProblem } from './environment.js';
import { kafkaSettings } from './kafka-settings.js';
import type { SettingValues } from './settings.js';

type Kafka = SettingValues<typeof kafkaSettings>;
type Check = readonly [env: string, isWrong: (kafka: Kafka) => boolean, message: string];

const signsIn = ({ kafkaSasl }: Kafka): boolean => kafkaSasl !== 'none';

const checks: readonly Check[] = [
  [
    'ASSENT_KAFKA_BROKERS',
    ({ kafkaBrokers }) => kafkaBrokers.length === 0,
    'is needed when ASSENT_TRANSPORT is kafka',
  ],
  [
    'ASSENT_KAFKA_USERNAME',
    (kafka) => signsIn(kafka) && !kafka.kafkaUsername,
    'is needed for ASSENT_KAFKA_SASL',
  ],
  [
    'ASSENT_KAFKA_PASSWORD',
    (kafka) => signsIn(kafka) && !kafka.kafkaPassword,
    'is needed for ASSENT_KAFKA_SASL',
  ],
  [
    'ASSENT_KAFKA_TLS_KEY',
    ({ kafkaTlsCertificate, kafkaTlsKey }) => Boolean(kafkaTlsCertificate) !== Boolean(kafkaTlsKey),
    'and ASSENT_KAFKA_TLS_CERTIFICATE go together',
  ],
  [
    'ASSENT_KAFKA_TLS',
    ({ kafkaTls, kafkaTlsCa, kafkaTlsKey }) => !kafkaTls && Boolean(kafkaTlsCa || kafkaTlsKey),
    'must be true for certificates to be of use',
  ],
  [
    'ASSENT_KAFKA_MIN_INSYNC_REPLICAS',
    ({ kafkaMinInsyncReplicas, kafkaReplication }) => kafkaMinInsyncReplicas > kafkaReplication,
    'must not be more than ASSENT_KAFKA_REPLICATION',
  ],
];

/** Settings of Kafka that do not go together, where Kafka is used; those that do not parse are told of elsewhere. */
export const incompleteKafka = (environment: Environment): readonly SettingProblem[] => {
  const { transport } = commonSettings;
  if (environment.problems({ transport, ...kafkaSettings }).length > 0) return [];
  if (environment.read({ transport }).transport !== 'kafka') return [];
  const kafka = environment.read(kafkaSettings);
  return checks.filter(([, isWrong]) => isWrong(kafka)).map(([env, , message]) => ({ env, message }));
};
