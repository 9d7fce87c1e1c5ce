import { parseBoolean, parseInteger, parseList, parseOneOf, parseText } from './setting-parsers.js';
import type { SettingSpec, SettingSpecs } from './settings.js';

const spec = <T>(setting: SettingSpec<T>): SettingSpec<T> => setting;

/** How the brokers are reached when ASSENT_TRANSPORT is kafka; of no meaning otherwise. */
export const kafkaSettings = {
  kafkaBrokers: spec({
    env: 'ASSENT_KAFKA_BROKERS',
    doc: 'Brokers as host:port, comma-separated; required when ASSENT_TRANSPORT is kafka.',
    parse: parseBrokers,
    sandbox: [],
    production: [],
  }),
  kafkaPrefix: spec({
    env: 'ASSENT_KAFKA_PREFIX',
    doc: 'First part of the names of topics and consumer groups: letters, digits, dots and hyphens.',
    parse: parsePrefix,
    sandbox: 'assent',
    production: 'assent',
  }),
  kafkaTls: spec({
    env: 'ASSENT_KAFKA_TLS',
    doc: 'Whether brokers are reached over TLS: true or false.',
    parse: parseBoolean,
    sandbox: false,
    production: true,
  }),
  kafkaTlsCa: spec({
    env: 'ASSENT_KAFKA_TLS_CA',
    doc: 'PEM file of the certificate authority of the brokers; those that Node.js trusts unless given.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  kafkaTlsCertificate: spec({
    env: 'ASSENT_KAFKA_TLS_CERTIFICATE',
    doc: 'PEM file of our certificate, for mutual TLS; goes with ASSENT_KAFKA_TLS_KEY.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  kafkaTlsKey: spec({
    env: 'ASSENT_KAFKA_TLS_KEY',
    doc: 'PEM file of the private key of that certificate.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  kafkaSasl: spec({
    env: 'ASSENT_KAFKA_SASL',
    doc: 'How we sign in at the brokers: none, scram-sha-256 or scram-sha-512.',
    parse: parseOneOf('none', 'scram-sha-256', 'scram-sha-512'),
    sandbox: 'none' as const,
    production: 'none' as const,
  }),
  kafkaUsername: spec({
    env: 'ASSENT_KAFKA_USERNAME',
    doc: 'User for SCRAM.',
    parse: parseText,
    sandbox: '',
    production: '',
  }),
  kafkaPassword: spec({
    env: 'ASSENT_KAFKA_PASSWORD',
    doc: 'Password for SCRAM.',
    parse: parseText,
    sandbox: '',
    production: '',
    secret: true,
  }),
  kafkaSessionTimeout: spec({
    env: 'ASSENT_KAFKA_SESSION_TIMEOUT',
    doc: 'Milliseconds after which a group gives the partitions of a silent member to others.',
    parse: parseInteger(1000, 300_000),
    sandbox: 6000,
    production: 10_000,
  }),
  kafkaPartitions: spec({
    env: 'ASSENT_KAFKA_PARTITIONS',
    doc: 'Partitions of a new topic; never to be changed on one that exists.',
    parse: parseInteger(1, 1000),
    sandbox: 3,
    production: 12,
  }),
  kafkaReplication: spec({
    env: 'ASSENT_KAFKA_REPLICATION',
    doc: 'Replicas of a new topic.',
    parse: parseInteger(1, 15),
    sandbox: 1,
    production: 3,
  }),
  kafkaMinInsyncReplicas: spec({
    env: 'ASSENT_KAFKA_MIN_INSYNC_REPLICAS',
    doc: 'Replicas that must have an event before it counts as published.',
    parse: parseInteger(1, 15),
    sandbox: 1,
    production: 2,
  }),
  kafkaRetention: spec({
    env: 'ASSENT_KAFKA_RETENTION',
    doc: 'Days that a new topic keeps events; 0 for ever, so that a new reader finds all of them.',
    parse: parseInteger(0, 36_500),
    sandbox: 0,
    production: 0,
  }),
} satisfies SettingSpecs;

function parseBrokers(text: string): readonly string[] {
  const brokers = parseList(text);
  if (brokers.length > 0 && brokers.every((broker) => /^[^\s:/]+:\d{1,5}$/.test(broker))) return brokers;
  throw new Error('must be a list of host:port');
}

function parsePrefix(text: string): string {
  if (/^[a-z0-9][a-z0-9.-]{0,99}$/i.test(text)) return text;
  throw new Error('must be letters, digits, dots and hyphens');
}
