import { Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import { EventStore, type Outcome } from '#event-sourcing';
import { grants } from './grant.aggregate.js';
import {
  EndGrant,
  type GrantCommand,
  IssueToken,
  NarrowGrant,
  RedeemCode,
  RotateRefreshToken,
} from './grant.commands.js';
import type { GrantState } from './grant.decider.js';
import type { GrantEvent } from './grant.events.js';

export type GrantOutcome = Outcome<GrantEvent, GrantState>;

@Injectable()
abstract class GrantHandler {
  constructor(private readonly store: EventStore) {}

  execute(command: GrantCommand): Promise<GrantOutcome> {
    const { grantId, claims } = command;
    return this.store.execute(grants, grantId, command, { claims, ...(opensGrant(command) && NEW) });
  }
}

/** A stream of a new id need not be read. */
const NEW = { expectedVersion: 0 } as const;

// Only a client-credentials grant has an id of its own making; what a consent leads to may be there already.
const opensGrant = (command: GrantCommand): boolean =>
  command.type === 'IssueToken' && command.via === 'client_credentials';

@CommandHandler(IssueToken)
export class IssueTokenHandler extends GrantHandler {}

@CommandHandler(RedeemCode)
export class RedeemCodeHandler extends GrantHandler {}

@CommandHandler(RotateRefreshToken)
export class RotateRefreshTokenHandler extends GrantHandler {}

@CommandHandler(NarrowGrant)
export class NarrowGrantHandler extends GrantHandler {}

@CommandHandler(EndGrant)
export class EndGrantHandler extends GrantHandler {}

export const grantHandlers = [
  IssueTokenHandler,
  RedeemCodeHandler,
  RotateRefreshTokenHandler,
  NarrowGrantHandler,
  EndGrantHandler,
];
