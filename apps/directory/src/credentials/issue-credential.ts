import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PublicJwk } from '#crypto';
import { Claimed, type Context, EventStore, Refused } from '#event-sourcing';
import type { SettingValues } from '#service';
import { directorySettings } from '../directory.settings.js';
import { forEver } from '../for-ever.js';
import { StatusIndices } from '../status/status-indices.js';
import { credentials } from './credential.js';
import type { Credential } from './credential.decider.js';
import { CredentialSigner, type SignedCredential } from './credential-signer.js';

/** What is to be stated of a legal entity, and in which form. */
export interface CredentialOrder {
  /** Absent for the directory's own. */
  readonly organisationId?: string;
  readonly form: 'vc+jwt' | 'dc+sd-jwt';
  readonly subject: string;
  readonly lei: string;
  readonly legalName: string;
  readonly mayIssue: boolean;
  /** The one key that may present it; without it the subject's own keys may. */
  readonly holderKey?: PublicJwk;
  /** Id of the proof that the subject agreed, which counts once. */
  readonly proof?: string;
}

/** A credential with what only its holder gets: all disclosures. */
export interface IssuedCredential {
  readonly credential: Credential;
  readonly token: string;
}

/** Issues a credential of a legal entity (MEF 128 R6): signed, with a place of its own in a status list, and recorded before it leaves. */
export class IssueCredential extends Command<IssuedCredential> {
  constructor(
    readonly context: Context,
    readonly credentialId: string,
    readonly order: CredentialOrder,
  ) {
    super();
  }
}

@CommandHandler(IssueCredential)
export class IssueCredentialHandler implements ICommandHandler<IssueCredential> {
  constructor(
    private readonly store: EventStore,
    private readonly signer: CredentialSigner,
    private readonly indices: StatusIndices,
    @Inject(directorySettings.token)
    private readonly settings: SettingValues<typeof directorySettings.specs>,
  ) {}

  async execute(command: IssueCredential): Promise<IssuedCredential> {
    const validUntil = later(command.context.at, this.settings.credentialLifetime);
    for await (const place of this.indices.candidates()) {
      const signed = await this.signer.sign(command.credentialId, command.order, {
        place,
        validFrom: command.context.at,
        validUntil,
      });
      const credential = await this.record(command, signed).catch(unlessTaken);
      if (credential) return { credential, token: signed.token };
    }
    throw new Refused('no-status-index');
  }

  private async record(
    { context, credentialId, order }: IssueCredential,
    signed: SignedCredential,
  ): Promise<Credential> {
    const { statusList, statusIndex } = signed.details;
    const place = { scope: STATUS_INDEX, key: `${statusList}:${statusIndex}`, expiresAt: forEver };
    const proof =
      order.proof === undefined
        ? []
        : [{ scope: 'holder-proof', key: order.proof, expiresAt: later(context.at, 3600) }];
    const command = { type: 'IssueCredential', context, credentialId, details: signed.details } as const;
    const options = { claims: [place, ...proof], expectedVersion: 0 };
    return (await this.store.execute(credentials, credentialId, command, options)).state as Credential;
  }
}

const STATUS_INDEX = 'status-index';

/** A place in a list that another credential has: the next candidate is tried. */
const unlessTaken = (error: unknown): undefined => {
  if (error instanceof Claimed && error.claim.scope === STATUS_INDEX) return undefined;
  throw error;
};

const later = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();
