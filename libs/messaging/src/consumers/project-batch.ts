import type { Sql } from '#event-sourcing';
import type { ProjectingConsumer } from '../consumer.js';
import type { Message } from '../message.js';
import { attempt, describeError, isDatabaseAway } from './attempt.js';
import { type Batch, sortOut } from './batch.js';
import { Fenced } from './ledger.js';

/** Effect, inbox and checkpoint in one transaction; a batch that fails is done again message by message. */
export const projectBatch = async (consumer: ProjectingConsumer, batch: Batch): Promise<void> => {
  try {
    await projectTogether(consumer, batch);
  } catch (error) {
    if (error instanceof Fenced || isDatabaseAway(error)) throw error;
    for (const message of batch.messages) await projectAlone(consumer, message, batch);
    if (batch.position > batch.messages.at(-1)!.offset)
      await projectTogether(consumer, { ...batch, messages: [] });
  }
};

const projectTogether = (consumer: ProjectingConsumer, batch: Batch): Promise<void> => {
  const { ledger, tenure, position, messages } = batch;
  return ledger.transaction(tenure, { position }, async (sql) => {
    if (messages.length === 0) return;
    const { fresh, behind } = await sortOut(batch, sql);
    await projectFresh(consumer, fresh, sql);
    await ledger.remember(sql, fresh);
    const parked = behind.map((message) => ({ message }));
    await ledger.park(sql, tenure, parked);
  });
};

/** Messages that are neither parked nor known, in their order. */
export const projectFresh = async (
  consumer: ProjectingConsumer,
  fresh: readonly Message[],
  sql: Sql,
): Promise<void> => {
  if (consumer.projectAll && fresh.length > 1) return consumer.projectAll(fresh, sql);
  for (const message of fresh) await consumer.project(message, sql);
};

const projectAlone = async (consumer: ProjectingConsumer, message: Message, batch: Batch): Promise<void> => {
  const alone = { ...batch, messages: [message], position: message.offset };
  const error = await attempt(() => projectTogether(consumer, alone), batch.signal);
  if (error === undefined) return;
  if (batch.signal.aborted || error instanceof Fenced || isDatabaseAway(error)) throw error;
  const { ledger, tenure } = batch;
  const parked = [{ message, error: describeError(error) }];
  await ledger.transaction(tenure, { position: message.offset }, (sql) => ledger.park(sql, tenure, parked));
};
