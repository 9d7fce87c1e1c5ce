import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { CoreSettings } from '#service';

/**
 * Account ids are keyed hashes of the sign-in name: an account is found by one read of its stream, names are unique
 * without an index, and the log shows no name.
 */
@Injectable()
export class AccountIds {
  constructor(private readonly settings: CoreSettings) {}

  forSignInName(signInName: string): string {
    return this.hash('account', normalizeSignInName(signInName));
  }

  /** Under which failed attempts from one network address are counted; all of one IPv6 network of somebody are one. */
  forAddress(address: string): string {
    return this.hash('address', networkOf(address));
  }

  private hash(purpose: string, value: string): string {
    const key = this.settings.sharedKey(`authorization:${purpose}`);
    return createHmac('sha256', key).update(value, 'utf8').digest('base64url');
  }
}

/** People do not mind case, surrounding blanks, or how their keyboard composes letters. */
export const normalizeSignInName = (signInName: string): string =>
  signInName.normalize('NFKC').trim().toLowerCase();

/** An IPv4 address, or the first half of an IPv6 one: the rest its holder may choose anew for every attempt (RFC 4291 §2.5.4). */
export const networkOf = (address: string): string => {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? `${parsed.parts.slice(0, 4).join(':')}/64` : parsed.toString();
};
