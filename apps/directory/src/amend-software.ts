import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { softwares } from './software.js';
import type { Software, SoftwareDetails } from './software.decider.js';

/** Replaces what is said of software; statements that are out keep saying what they said. */
export class AmendSoftware extends Command<Software> {
  readonly type = 'AmendSoftware';

  constructor(
    readonly context: Context,
    readonly softwareId: string,
    readonly details: SoftwareDetails,
  ) {
    super();
  }
}

@CommandHandler(AmendSoftware)
export class AmendSoftwareHandler implements ICommandHandler<AmendSoftware> {
  constructor(private readonly store: EventStore) {}

  async execute(command: AmendSoftware): Promise<Software> {
    const { state } = await this.store.execute(softwares, command.softwareId, command);
    return state as Software;
  }
}
