import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CoreSettings } from '#service';

/**
 * Pairwise subject identifiers (OIDC Core §8.1, MEF 128 R32): the same for a person at all software of one organisation,
 * and of no use to correlate people between organisations.
 */
@Injectable()
export class Subjects {
  constructor(private readonly settings: CoreSettings) {}

  of(accountId: string, organisationId: string): string {
    const key = this.settings.sharedKey('subject');
    return createHmac('sha256', key).update(`${accountId}|${organisationId}`, 'utf8').digest('base64url');
  }
}
