import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { uuid } from '#crypto';
import { RequestContexts } from '#service';
import type { Credential } from './credential.decider.js';
import { CredentialReader } from './credential-reader.js';
import { IssueCredential } from './issue-credential.js';
import { DirectoryNames } from './names.js';

const actor = { kind: 'service', id: 'directory' } as const;

/**
 * The credential that links the directory's identifier to the legal entity that runs it (MEF 128 R8). It is self-issued:
 * whoever accepts the directory does so by its identifier.
 */
@Injectable()
export class OwnCredential {
  private issuing?: Promise<Credential>;

  constructor(
    private readonly reader: CredentialReader,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    private readonly names: DirectoryNames,
  ) {}

  /** The present one, issued when it is first asked for, and again when it has run out. */
  async current(): Promise<Credential> {
    const { at } = this.contexts.create(actor);
    const known = await this.reader.current(this.names.did, new Date(at));
    if (known) return known;
    this.issuing ??= this.issue().finally(() => delete this.issuing);
    return this.issuing;
  }

  private async issue(): Promise<Credential> {
    const { did: subject, operator } = this.names;
    const order = { ...operator, form: 'vc+jwt', subject, mayIssue: true } as const;
    const command = new IssueCredential(this.contexts.create(actor), uuid(), order);
    return (await this.commands.execute(command)).credential;
  }
}
