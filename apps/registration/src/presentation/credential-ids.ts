import { Injectable } from '@nestjs/common';
import { CREDENTIAL_MAX, sha256Base64url } from '#crypto';
import { causeOf, Outbound } from '#oauth';
import type { Evidence, IdResolution } from '../client/client.events.js';

/** Milliseconds that registration waits for all of them. */
const WITHIN = 3000;
const ACCEPT = 'application/vc+jwt, application/dc+sd-jwt';

/**
 * Looks where the ids of credentials lead (MEF 128 R9). Only of credentials that are good otherwise, so that nobody can have
 * us call addresses that no accepted issuer signed.
 */
@Injectable()
export class CredentialIds {
  constructor(private readonly outbound: Outbound) {}

  /** In the order of the credentials; what cannot be had is an answer as well. */
  resolve(credentials: readonly Pick<Evidence, 'id' | 'hash'>[]): Promise<readonly IdResolution[]> {
    return Promise.all(credentials.map((one) => this.resolveOne(one)));
  }

  private async resolveOne({ id, hash }: Pick<Evidence, 'id' | 'hash'>): Promise<IdResolution> {
    if (!/^https?:/i.test(id)) return { outcome: 'unresolved', cause: 'not-an-address' };
    try {
      const limits = { maxBytes: CREDENTIAL_MAX, timeoutMs: WITHIN };
      const { status, text } = await this.outbound.fetch(id, { headers: { accept: ACCEPT }, ...limits });
      if (status !== 200) return { outcome: 'unresolved', cause: `status-${status}` };
      const found = sha256Base64url(issuerSigned(text.trim()));
      return { outcome: found === hash ? 'same' : 'other', hash: found };
    } catch (error) {
      return { outcome: 'unresolved', cause: causeOf(error) };
    }
  }
}

// Of an SD-JWT what its issuer signed, however much of it is disclosed.
const issuerSigned = (text: string): string => text.split('~', 1)[0]!;
