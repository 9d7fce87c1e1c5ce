import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Database, EventStore, type Context, Refused } from '#event-sourcing';
import { softwares } from './software.js';
import type { Software } from './software.decider.js';

/** Takes a software statement back: what was registered with it is to be trusted no longer. */
export class RevokeSoftwareStatement extends Command<Software> {
  constructor(
    readonly context: Context,
    readonly softwareId: string,
    readonly jti: string,
    /** Kebab-case. */
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(RevokeSoftwareStatement)
export class RevokeSoftwareStatementHandler implements ICommandHandler<RevokeSoftwareStatement> {
  constructor(
    private readonly store: EventStore,
    private readonly database: Database,
  ) {}

  async execute({ context, softwareId, jti, reason }: RevokeSoftwareStatement): Promise<Software> {
    await this.requireIssued(softwareId, jti);
    const command = { type: 'RevokeStatement', context, jti, reason } as const;
    const { state } = await this.store.execute(softwares, softwareId, command);
    return state as Software;
  }

  // Statements outlive their end in what was registered with them, so that the whole past counts; only the log has that.
  private async requireIssued(softwareId: string, jti: string): Promise<void> {
    const found = await this.database.query(
      `select 1 from event where stream = $1 and type = 'SoftwareStatementIssued'
         and data->'statement'->>'jti' = $2 limit 1`,
      [`software-${softwareId}`, jti],
    );
    if (found.length === 0) throw new Refused('statement-unknown');
  }
}
