import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { EventStore, type Context } from '#event-sourcing';
import { certificates } from './certificate.js';
import { CertificateRegister } from './certificate-register.js';
import type { Certificate, RevocationReason } from './certificate.decider.js';

/** Takes a certificate back, for good: lists, OCSP and JWK sets tell it from then on. */
export class RevokeCertificate extends Command<Certificate> {
  readonly type = 'RevokeCertificate';

  constructor(
    readonly context: Context,
    readonly of: { readonly organisationId: string; readonly certificateId: string },
    readonly reason: RevocationReason,
  ) {
    super();
  }
}

@CommandHandler(RevokeCertificate)
export class RevokeCertificateHandler implements ICommandHandler<RevokeCertificate> {
  constructor(
    private readonly store: EventStore,
    private readonly register: CertificateRegister,
  ) {}

  /** Throws `Refused('certificate-unknown')` for one of another organisation, too. */
  async execute(command: RevokeCertificate): Promise<Certificate> {
    const { organisationId, certificateId } = command.of;
    await this.register.certificateOf(organisationId, certificateId);
    const { state } = await this.store.execute(certificates, certificateId, command);
    return state as Certificate;
  }
}
