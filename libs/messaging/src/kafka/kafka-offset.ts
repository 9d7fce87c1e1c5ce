/**
 * Where a record stands, as one number that ascends: the generation of the topic, and how many records of the partition
 * precede the next one. A topic that was lost is filled again from the log under the next generation, so that offsets
 * remembered from the lost one are told apart from those of the new.
 */
export interface KafkaPlace {
  readonly generation: number;
  /** Kafka's offset of the next record. */
  readonly next: number;
}

const RECORDS = 2 ** 40;

/** Below 2^53 for 8,191 generations of 10^12 records. */
export const toOffset = ({ generation, next }: KafkaPlace): number => generation * RECORDS + next;

export const toPlace = (offset: number): KafkaPlace => ({
  generation: Math.floor(offset / RECORDS),
  next: offset % RECORDS,
});
