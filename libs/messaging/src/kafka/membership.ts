import type { Kafka } from 'kafkajs';
import type { Subscriber } from '../transport.js';
import { brokerRefusal } from './broker-refusal.js';
import type { KafkaSettings } from './kafka-settings.js';
import type { Partition } from './partition-reader.js';
import { isPassing } from './passing.js';

/** What a member of a group needs to know. */
export interface Membership {
  readonly kafka: Kafka;
  readonly settings: KafkaSettings;
  readonly subscriber: Subscriber;
  readonly topic: string;
  readonly group: string;
  /** The rest of a `Partition`, which does not depend on the member. */
  partition(number: number): Pick<Partition, 'extent' | 'reject' | 'missed'>;
}

/** Why a membership has ended. */
export class MembershipEnded extends Error {
  override readonly name = 'MembershipEnded';

  constructor(
    readonly reason: Error,
    /** Time alone will not heal it. */
    readonly lasting: boolean = !isPassing(reason),
  ) {
    super(brokerRefusal(reason) ?? reason.message);
  }
}
