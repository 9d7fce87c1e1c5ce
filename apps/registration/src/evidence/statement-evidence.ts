import { Injectable } from '@nestjs/common';
import { sha256Base64url, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import { StatusLists } from '#oauth';
import type { Evidence } from '../client/client.events.js';
import type { AcceptedStatement } from '../statement/statements.js';
import { FrameworkRecords } from './framework-records.js';

/** What of a statement can be taken back: the statement itself, and the standing of the organisation in it. */
@Injectable()
export class StatementEvidence {
  constructor(
    private readonly records: FrameworkRecords,
    private readonly lists: StatusLists,
  ) {}

  /** Throws `Refused('statement-revoked' | 'statement-status-unavailable' | 'organisation-not-active')`. */
  async of({ statement, terms }: AcceptedStatement, jwt: string): Promise<readonly Evidence[]> {
    const { issuer, jti, organisation, status } = statement;
    await this.records.assertStanding(statement);
    const hash = sha256Base64url(jwt);
    // The framework of the deployment tells by its events, and sooner.
    const told = !this.records.speakFor(issuer) && status && { ...status, issuer: terms.jwksUri };
    if (told) await this.lists.assertValid(told, told.issuer).catch(refuse);
    return [
      { kind: 'software-statement', id: jti, issuer, hash, ...(told && { status: told }) },
      { kind: 'organisation', id: organisation.id, issuer, hash },
    ];
  }
}

const refuse = (error: unknown): never => {
  if (error instanceof Untrusted && /^status-(invalid|suspended)$/.test(error.reason))
    throw new Refused('statement-revoked');
  if (error instanceof Untrusted || error instanceof Refused)
    throw new Refused('statement-status-unavailable');
  throw error;
};
