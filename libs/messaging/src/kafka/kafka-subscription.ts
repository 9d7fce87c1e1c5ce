import { Logger } from '@nestjs/common';
import { pause } from '../pause.js';
import type { Lag, Subscription } from '../transport.js';
import { KafkaMember } from './kafka-member.js';
import { type Membership, MembershipEnded } from './membership.js';

/** Reads a topic as a member of its group; when a membership ends, whatever kafkajs thinks of it, there is a new one. */
export class KafkaSubscription implements Subscription {
  private readonly closing = new AbortController();
  private readonly logger = new Logger(KafkaSubscription.name);
  private readonly running: Promise<void>;
  private member: KafkaMember | undefined;
  private lasting: string | undefined;
  private reported: string | undefined;

  constructor(private readonly membership: Membership) {
    this.running = this.run();
  }

  /** Why nothing is read, when waiting for the brokers will not change it. */
  get problem(): string | undefined {
    return this.member?.isIn ? undefined : this.lasting;
  }

  get isIn(): boolean {
    return this.member?.isIn ?? false;
  }

  get group(): string {
    return this.membership.group;
  }

  /** The service whose public events are read. */
  get service(): string {
    return this.membership.subscriber.service;
  }

  lag(): readonly Lag[] {
    return this.member?.isIn ? this.member.lag() : [];
  }

  async seek(partition: number, offset: number): Promise<void> {
    await this.member?.seek(partition, offset);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      this.member = new KafkaMember(this.membership);
      const since = Date.now();
      await this.member.run(signal).catch((error: unknown) => this.report(error));
      // One that went well for a while is begun anew at once.
      if (Date.now() - since > 30_000) failures = 0;
      await pause(Math.min(250 * 2 ** failures, 2000) * (0.75 + Math.random() / 2), signal);
    }
  }

  private report(error: unknown): void {
    if (this.closing.signal.aborted) return;
    const { group } = this.membership;
    const lasting = !(error instanceof MembershipEnded) || error.lasting;
    const reason = error instanceof Error ? error.message : String(error);
    this.lasting = lasting ? `${group}: ${reason}` : undefined;
    const report = `${group} ${lasting ? 'cannot read' : 'waits for the brokers'}: ${reason}`;
    if (report !== this.reported) this.logger.warn(report);
    this.reported = report;
  }
}
