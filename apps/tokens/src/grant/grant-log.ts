import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Claim, type Context, EventStore } from '#event-sourcing';
import { grants } from './grant.aggregate.js';
import { EndGrant, type GrantCommand } from './grant.commands.js';
import type { Active } from './grant.decider.js';
import type { GrantOutcome } from './grant.handlers.js';

/** Grants as the endpoints use them: read from the log itself, so that an end takes effect at once. */
@Injectable()
export class GrantLog {
  constructor(
    private readonly store: EventStore,
    private readonly commands: CommandBus,
  ) {}

  /** The grant, if anything was ever issued under it and it has not ended. */
  async active(grantId: string): Promise<Active | undefined> {
    const known = await this.store.load(grants, grantId);
    return known?.state.status === 'active' ? known.state : undefined;
  }

  /** The intents that were over before anything was issued, or have ended since. */
  async barredIntents(grantId: string): Promise<readonly string[]> {
    return (await this.store.load(grants, grantId))?.state.barred ?? [];
  }

  execute(command: GrantCommand): Promise<GrantOutcome> {
    return this.commands.execute<GrantCommand, GrantOutcome>(command);
  }

  async end(grantId: string, reason: string, context: Context, claims: readonly Claim[]): Promise<void> {
    await this.execute(new EndGrant(context, grantId, reason, claims));
  }

  /** Uses up an assertion where nothing else is written. */
  async useUp(claims: readonly Claim[], context: Context): Promise<void> {
    if (claims.length > 0) await this.store.claim(claims, context);
  }
}
