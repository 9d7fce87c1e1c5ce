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

const projectTogether = (consumer: ProjectingConsumer, batch: Batch): Promise<void> =>
  batch.ledger.transaction(batch.tenure, async (sql) => {
    const { fresh, behind } =
      batch.messages.length > 0 ? await sortOut(batch, sql) : { fresh: [], behind: [] };
    await projectFresh(consumer, fresh, sql);
    const parked = behind.map((message) => ({ message }));
    await batch.ledger.record(sql, batch.tenure, { handled: fresh, parked, position: batch.position });
  });

const projectFresh = async (
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
  const parked = [{ message, error: describeError(error) }];
  await batch.ledger.transaction(batch.tenure, (sql) =>
    batch.ledger.record(sql, batch.tenure, { handled: [], parked, position: message.offset }),
  );
};
