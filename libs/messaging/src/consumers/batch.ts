import type { Sql } from '#event-sourcing';
import type { Message } from '../message.js';
import type { Ledger, Tenure } from './ledger.js';

/** Messages of one partition to handle, and where the checkpoint goes once they are. */
export interface Batch {
  readonly messages: readonly Message[];
  readonly position: number;
  readonly tenure: Tenure;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
}

/** Leaves out what had its effect already, and tells what must wait behind a parked message. */
export const sortOut = async (
  { messages, ledger, tenure }: Batch,
  sql?: Sql,
): Promise<{ fresh: Message[]; behind: Message[] }> => {
  const { versions, parked } = await ledger.facts(messages, tenure, sql);
  const unseen = ledger.keepsInbox ? newerThan(versions, messages) : messages;
  return {
    fresh: unseen.filter(({ stream }) => !parked.has(stream)),
    behind: unseen.filter(({ stream }) => parked.has(stream)),
  };
};

const newerThan = (
  versions: Readonly<Record<string, number>>,
  messages: readonly Message[],
): readonly Message[] => {
  const newest = new Map(Object.entries(versions));
  return messages.filter(({ stream, version }) => {
    if (version <= (newest.get(stream) ?? 0)) return false;
    newest.set(stream, version);
    return true;
  });
};
