import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuid } from '#crypto';
import { EventStore, type Context, Refused } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings, type SettingValues } from '#service';
import { directorySettings } from './directory.settings.js';
import { organisations } from './organisation.js';
import type { Organisation } from './organisation.decider.js';
import { softwares } from './software.js';
import type { Software } from './software.decider.js';
import { statementClaims } from './statement-claims.js';

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
    private readonly keys: ServerKeys,
    private readonly core: CoreSettings,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  /** The statement, a compact JWT. It is recorded before it leaves, by its `jti` and key, never in full. */
  async execute({ context, organisationId, softwareId, alg }: IssueSoftwareStatement): Promise<string> {
    const organisation = await this.activeOrganisation(organisationId);
    const software = await this.softwareWithKey(organisationId, softwareId);
    const claims = statementClaims(software, organisation, {
      issuer: `${this.core.issuer}/directory`,
      jti: uuid(),
      issuedAt: new Date(context.at),
      lifetime: this.settings.statementLifetime,
    });
    const { jwt, kid } = await this.keys.sign(alg, { typ: 'JWT' }, claims);
    const statement = { jti: String(claims['jti']), alg, kid, ...lifespan(claims) };
    await this.store.execute(softwares, softwareId, { type: 'RecordStatement', context, statement });
    return jwt;
  }

  private async activeOrganisation(organisationId: string): Promise<Organisation> {
    const state = (await this.store.load(organisations, organisationId))?.state;
    if (!state || state.status === 'absent') throw new Refused('organisation-unknown');
    if (state.status !== 'Active') throw new Refused('organisation-suspended');
    return state;
  }

  private async softwareWithKey(organisationId: string, softwareId: string): Promise<Software> {
    const state = (await this.store.load(softwares, softwareId))?.state;
    if (!state || state.status === 'absent' || state.organisationId !== organisationId)
      throw new Refused('software-unknown');
    if (state.keys.length === 0) throw new Refused('software-without-key');
    return state;
  }
}

const lifespan = (claims: Record<string, unknown>): { issuedAt: string; expiresAt: string } => ({
  issuedAt: new Date(Number(claims['iat']) * 1000).toISOString(),
  expiresAt: new Date(Number(claims['exp']) * 1000).toISOString(),
});
