import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { leiCheckDigits, opaqueId, uuid } from '#crypto';
import type { Context } from '#event-sourcing';
import { RequestContexts } from '#service';
import { MemberCredentials } from '../credentials/member-credentials.js';
import { EnrolOrganisation } from '../enrol-organisation.js';
import { EnrolSoftware } from '../enrol-software.js';
import { operator } from '../http/operator.js';
import { IssueSoftwareStatement } from '../issue-statement.js';
import type { Organisation } from '../organisation.decider.js';
import type { Software } from '../software.decider.js';
import { bundle, folderOf } from './bundle.js';
import { CertifiedKeys } from './certified-keys.js';

/** What a person may say of the Buyer; all of it has a default. */
export interface OnboardingWish {
  readonly legalName: string;
  readonly softwareName: string;
  readonly redirectUri: string;
}

/** A download. */
export interface Bundle {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const profiles = ['C1', 'Sig1', 'Enc2'] as const;

/** Makes a sandbox Buyer in one go: member, software, certified keys, statement, credential. The keys leave with the download, and are kept nowhere. */
@Injectable()
export class OnboardBuyer {
  constructor(
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly keys: CertifiedKeys,
    private readonly credentials: MemberCredentials,
  ) {}

  async execute(issuer: string, wish: OnboardingWish): Promise<Bundle> {
    const context = this.context();
    const details = { legalName: wish.legalName, lei: sandboxLei() };
    const enrol = new EnrolOrganisation(context, uuid(), details);
    const { organisation } = await this.commands.execute(enrol);
    const software = await this.software(organisation, wish);
    const certified = await Promise.all(
      profiles.map((profile) =>
        this.keys.make(this.context(), profile, { organisation, softwareId: software.softwareId }),
      ),
    );
    const statement = await this.statement(software);
    const identity = await this.identity(software);
    const anchors = await this.keys.anchors();
    const facts = { issuer, organisation, software, ...statement, ...identity, certified, anchors };
    const bytes = bundle(facts, new Date(context.at));
    return { fileName: `${folderOf(software)}.tar.gz`, bytes };
  }

  private async software(
    { organisationId }: Organisation,
    { softwareName: name, redirectUri }: OnboardingWish,
  ): Promise<Software> {
    const { software } = await this.commands.execute(
      new EnrolSoftware(this.context(), uuid(), organisationId, {
        name,
        description: 'Made by the sandbox onboarding',
        version: '1.0.0',
        uri: new URL(redirectUri).origin,
        environment: 'sandbox',
        roles: ['BUYER'],
        redirectUris: [redirectUri],
      }),
    );
    return software;
  }

  private async identity({
    organisationId,
    softwareId,
  }: Software): Promise<{ identifier: string; credential: string }> {
    const asked = { form: 'vc+jwt', mayIssue: false, softwareId } as const;
    const { credential, token } = await this.credentials.issue(this.context(), organisationId, asked);
    return { identifier: credential.subject, credential: token };
  }

  private async statement({
    organisationId,
    softwareId,
  }: Software): Promise<{ statement: string; expiresAt: string }> {
    const command = new IssueSoftwareStatement(this.context(), organisationId, softwareId, 'PS256');
    const statement = await this.commands.execute(command);
    const claims = JSON.parse(Buffer.from(statement.split('.')[1] ?? '', 'base64url').toString()) as {
      exp: number;
    };
    return { statement, expiresAt: new Date(claims.exp * 1000).toISOString() };
  }

  private context(): Context {
    return this.contexts.create(operator);
  }
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

/** A Legal Entity Identifier of nobody, with right check digits: `SANDBOX` is the prefix of no issuer of LEIs. */
const sandboxLei = (): string => {
  const stem = `SANDBOX${Array.from({ length: 11 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
  return `${stem}${leiCheckDigits(stem)}`;
};

/** A name that nobody has yet. */
export const proposedName = (): string => `Sandbox Buyer ${opaqueId(4).replaceAll(/[-_]/g, 'x').slice(0, 5)}`;
