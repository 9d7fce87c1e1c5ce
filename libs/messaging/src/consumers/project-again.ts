import type { ProjectingConsumer } from '../consumer.js';
import { isDatabaseAway } from './attempt.js';
import type { Batch } from './batch.js';
import { projectBatch, projectFresh } from './project-batch.js';

/**
 * For consumers that say they are idempotent: effects without a transaction, whose checkpoint may follow later. Where a stream
 * is parked, or something cannot be projected, it goes the way of all others.
 */
export const projectAgain = async (consumer: ProjectingConsumer, batch: Batch): Promise<void> => {
  const { messages, tenure, ledger } = batch;
  if (messages.some(({ stream }) => tenure.parked.has(stream))) return projectBatch(consumer, batch);
  try {
    await projectFresh(consumer, messages, ledger.derived);
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    await projectBatch(consumer, batch);
  }
};
