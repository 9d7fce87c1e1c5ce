import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Refused } from '#event-sourcing';
import { RequestContexts } from '#service';
import { ReinstateClient, SuspendClient } from '../change-standing.js';
import type { Evidence } from '../client/client.events.js';
import { NoteCertificates } from '../note-certificates.js';
import type { EvidenceRow } from './evidence-rows.js';
import type { Verdict } from './verdict.js';

/** One thing that a registration rests on, and how it stands. */
export type Judged = readonly [EvidenceRow, Verdict];

const actor = { kind: 'service', id: 'registration.standing' } as const;
/** Commands at once: they share transactions. */
const AT_ONCE = 50;

/** Turns verdicts into commands; may be repeated, since what is known is not told again. */
@Injectable()
export class CarryOut {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
  ) {}

  /** Lets a registration rest on the certificates that are published now. */
  async note(client: string, certificates: readonly Evidence[]): Promise<void> {
    await this.execute(new NoteCertificates(this.contexts.create(actor), client, certificates));
  }

  /** Answers how many commands there were. */
  async all(judged: readonly Judged[]): Promise<number> {
    const commands = judged.flatMap((each) => this.commandFor(each));
    for (let from = 0; from < commands.length; from += AT_ONCE)
      await Promise.all(commands.slice(from, from + AT_ONCE).map(this.execute));
    return commands.length;
  }

  private commandFor([{ client, kind, id, cause }, verdict]: Judged): readonly (
    SuspendClient | ReinstateClient
  )[] {
    const context = this.contexts.create(actor);
    if (verdict.outcome === 'good')
      return cause === null ? [] : [new ReinstateClient(context, client, { kind, id })];
    if (verdict.outcome !== 'bad' || verdict.reason === cause) return [];
    const { reason, since } = verdict;
    return [new SuspendClient(context, client, { kind, id, reason, ...(since !== undefined && { since }) })];
  }

  // A client that was deleted meanwhile has nothing to lose.
  private readonly execute = async (
    command: SuspendClient | ReinstateClient | NoteCertificates,
  ): Promise<void> => {
    try {
      await this.commands.execute(command);
    } catch (error) {
      if (!(error instanceof Refused && error.reason === 'client-unknown')) throw error;
    }
  };
}
