import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Claimed, EventStore, type Context, Refused } from '#event-sourcing';
import { Catalogue } from './catalogue.js';
import { CertificateRegister } from './certificates/certificate-register.js';
import { profileOf } from './certificates/profiles.js';
import { softwares } from './software.js';
import { forEver } from './for-ever.js';
import { StatementSigner } from './statement-signer.js';

/** Signs what the directory knows of software and its organisation, for a Seller to register it by. */
export class IssueSoftwareStatement extends Command<string> {
  constructor(
    readonly context: Context,
    readonly organisationId: string,
    readonly softwareId: string,
    readonly alg: 'PS256' | 'ES256',
  ) {
    super();
  }
}

@CommandHandler(IssueSoftwareStatement)
export class IssueSoftwareStatementHandler implements ICommandHandler<IssueSoftwareStatement> {
  constructor(
    private readonly store: EventStore,
    private readonly catalogue: Catalogue,
    private readonly register: CertificateRegister,
    private readonly signer: StatementSigner,
  ) {}

  /** The statement, a compact JWT. It is recorded before it leaves, by its `jti` and key, never in full. */
  async execute({ context, organisationId, softwareId, alg }: IssueSoftwareStatement): Promise<string> {
    const organisation = await this.catalogue.organisation(organisationId);
    if (organisation.status !== 'Active') throw new Refused('organisation-suspended');
    const software = await this.catalogue.software(organisationId, softwareId);
    const certified = await this.hasCertifiedKey(organisationId, softwareId, context.at);
    if (software.keys.length === 0 && !certified) throw new Refused('software-without-key');
    for await (const signed of this.signer.candidates(software, organisation, { alg, at: context.at })) {
      const { status } = signed.record;
      const command = { type: 'RecordStatement', context, statement: signed.record, certified } as const;
      const claims = [{ scope: PLACE, key: `${status.list}:${status.idx}`, expiresAt: forEver }];
      const recorded = this.store.execute(softwares, softwareId, command, { claims });
      if (await recorded.then(() => true, unlessTaken)) return signed.jwt;
    }
    throw new Refused('no-status-index');
  }

  private async hasCertifiedKey(organisationId: string, softwareId: string, at: string): Promise<boolean> {
    const own = await this.register.of({ organisationId, softwareId });
    return own.some(
      ({ profile, status, notAfter }) =>
        profileOf(profile)?.use === 'signing' && status === 'valid' && notAfter > at,
    );
  }
}

const PLACE = 'statement-status';

/** A place that another statement has: the next candidate is tried. */
const unlessTaken = (error: unknown): false => {
  if (error instanceof Claimed && error.claim.scope === PLACE) return false;
  throw error;
};
