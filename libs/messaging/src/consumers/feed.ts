import type { Consumer } from '../consumer.js';
import type { Message } from '../message.js';
import type { Subscriber } from '../transport.js';
import type { Batch } from './batch.js';
import { LateCheckpoint } from './late-checkpoint.js';
import type { Ledger, Tenure } from './ledger.js';
import { projectAgain } from './project-again.js';
import { projectBatch } from './project-batch.js';
import { reactToBatch } from './react-to-batch.js';

/** How far unwanted messages may run past the kept checkpoint before it is moved for them alone. */
const unrecordedLimit = 1000;

interface Place {
  readonly tenure: Tenure;
  recorded: number;
  /** Of consumers that are idempotent. */
  readonly checkpoint: LateCheckpoint;
}

/** One consumer's reading of one service: knows its place, and leaves out what it does not want. */
export class Feed implements Subscriber {
  private readonly places = new Map<number, Place>();

  constructor(
    readonly group: string,
    readonly service: string,
    private readonly consumer: Consumer,
    private readonly ledger: Ledger,
  ) {}

  async assigned(partition: number): Promise<number> {
    await this.places.get(partition)?.checkpoint.settle();
    const tenure = await this.ledger.takeOver(this.service, partition);
    const checkpoint = new LateCheckpoint(this.ledger, tenure);
    this.places.set(partition, { tenure, recorded: tenure.position, checkpoint });
    return tenure.position;
  }

  /** Once nothing is delivered any more: leaves checkpoints where its effects are. */
  async settle(): Promise<void> {
    await Promise.all([...this.places.values()].map(({ checkpoint }) => checkpoint.settle()));
  }

  async deliver(messages: readonly Message[], signal: AbortSignal): Promise<void> {
    const last = messages.at(-1);
    const place = last && this.places.get(last.partition);
    if (!place) return;
    // Offsets say nothing of effects: a publisher may send an event twice. The inbox decides that.
    const wanted = messages.filter(({ type }) => this.consumer.types?.includes(type) ?? true);
    if (wanted.length === 0 && last.offset - place.recorded <= unrecordedLimit) return;
    const batch = {
      messages: wanted,
      position: last.offset,
      tenure: place.tenure,
      ledger: this.ledger,
      signal,
    };
    await this.handle(batch, place);
    place.recorded = last.offset;
  }

  private async handle(batch: Batch, { checkpoint }: Place): Promise<void> {
    const { consumer } = this;
    if (!('project' in consumer)) return reactToBatch(consumer, batch);
    if (!consumer.idempotent) return projectBatch(consumer, batch);
    await projectAgain(consumer, batch);
    checkpoint.reach(batch.position);
  }
}
