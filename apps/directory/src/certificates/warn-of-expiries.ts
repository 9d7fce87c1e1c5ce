import { Inject, Injectable } from '@nestjs/common';
import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { PeriodicWork, RequestContexts, type SettingValues } from '#service';
import { directorySettings } from '../directory.settings.js';
import { certificates } from './certificate.js';
import { CertificateRegister } from './certificate-register.js';

/** Tells that the end of a certificate is near, unless that was told. */
export class WarnOfExpiry extends Command<void> {
  readonly type = 'WarnOfExpiry';

  constructor(
    readonly context: Context,
    readonly certificateId: string,
  ) {
    super();
  }
}

@CommandHandler(WarnOfExpiry)
export class WarnOfExpiryHandler implements ICommandHandler<WarnOfExpiry> {
  constructor(private readonly store: EventStore) {}

  async execute(command: WarnOfExpiry): Promise<void> {
    await this.store.execute(certificates, command.certificateId, command);
  }
}

const actor = { kind: 'service', id: 'directory.warn-of-expiries' } as const;
const AT_ONCE = 100;

/** Looks for certificates whose end is near: each of 30, 7 and 1 days before is told once, whatever process sees it first. */
@Injectable()
export class WarnOfExpiries extends PeriodicWork {
  protected readonly interval: number;

  constructor(
    private readonly register: CertificateRegister,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    @Inject(directorySettings.token) settings: SettingValues<typeof directorySettings.specs>,
  ) {
    super();
    this.interval = settings.expiryInterval;
  }

  async run(): Promise<void> {
    const due = await this.register.nearTheirEnd(new Date(this.contexts.create(actor).at), AT_ONCE);
    for (const certificateId of due)
      await this.commands.execute(new WarnOfExpiry(this.contexts.create(actor), certificateId));
  }
}
