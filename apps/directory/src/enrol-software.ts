import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, EventStore, type Context, Refused } from '#event-sourcing';
import { forEver } from './for-ever.js';
import { sameDetails } from './same-details.js';
import { softwares } from './software.js';
import type { Software, SoftwareDetails } from './software.decider.js';

/** Makes a piece of software known under a name that is unique in its organisation and environment. */
export class EnrolSoftware extends Command<{ software: Software; created: boolean }> {
  readonly type = 'EnrolSoftware';

  constructor(
    readonly context: Context,
    readonly softwareId: string,
    readonly organisationId: string,
    readonly details: SoftwareDetails,
  ) {
    super();
  }
}

@CommandHandler(EnrolSoftware)
export class EnrolSoftwareHandler implements ICommandHandler<EnrolSoftware> {
  constructor(private readonly store: EventStore) {}

  async execute(command: EnrolSoftware): Promise<{ software: Software; created: boolean }> {
    const { organisationId, details } = command;
    const key = JSON.stringify([organisationId, details.environment, details.name]);
    const claims = [{ scope: 'software-name', key, expiresAt: forEver }];
    try {
      const { state } = await this.store.execute(softwares, command.softwareId, command, { claims });
      return { software: state as Software, created: true };
    } catch (problem) {
      if (!(problem instanceof Claimed)) throw problem;
      return { software: await this.enrolledBefore(details, problem), created: false };
    }
  }

  private async enrolledBefore(details: SoftwareDetails, { stream }: Claimed): Promise<Software> {
    const loaded = stream && (await this.store.load(softwares, stream.replace(/^software-/, '')));
    if (loaded && loaded.state.status !== 'absent' && sameDetails(loaded.state, details)) return loaded.state;
    throw new Refused('software-name-taken');
  }
}
