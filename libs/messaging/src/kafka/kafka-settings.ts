import type { ConnectionOptions } from 'node:tls';

/** How a deployment reaches its brokers, and what its topics are like. */
export interface KafkaSettings {
  /** host:port of brokers to begin with. */
  readonly brokers: readonly string[];
  /** First part of the names of topics and groups; several deployments may share a cluster. */
  readonly prefix: string;
  /** Absent for plain TCP; a certificate and key in it make it mutual. */
  readonly tls?: ConnectionOptions;
  /** SCRAM (RFC 5802). */
  readonly sasl?: {
    readonly mechanism: 'scram-sha-256' | 'scram-sha-512';
    readonly username: string;
    readonly password: string;
  };
  /** How long the group waits for a member that says nothing, milliseconds. */
  readonly sessionTimeoutMs: number;
  /** How long a fetch waits at a broker that has nothing new, milliseconds; 500 unless given. */
  readonly fetchWaitMs?: number;
  readonly topics: TopicSettings;
}

export interface TopicSettings {
  /** Never changed on an existing topic: streams would change partitions, and lose their order. */
  readonly partitions: number;
  readonly replication: number;
  /** Replicas that must have a record before it counts as written. */
  readonly minInsyncReplicas: number;
  /** Milliseconds; -1 keeps everything, so that a new reader finds all history. */
  readonly retentionMs: number;
}

/** The topic of a service's public events: its version rises when what is on it becomes incompatible. */
export const topicOf = ({ prefix }: Pick<KafkaSettings, 'prefix'>, service: string): string =>
  `${prefix}.${service}.v1`;
