import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';

const lifetime = 300_000;

/** Access tokens that this Buyer issued to the Seller, for its listener: kept in memory as hashes, for five minutes. */
@Injectable()
export class IssuedTokens {
  private readonly hashes = new Map<string, number>();
  private readonly assertions = new Map<string, number>();

  issue(now = Date.now()): { readonly token: string; readonly expiresIn: number } {
    const token = randomBytes(32).toString('base64url');
    forgetBefore(this.hashes, now);
    this.hashes.set(hash(token), now + lifetime);
    return { token, expiresIn: lifetime / 1000 };
  }

  isGood(token: string, now = Date.now()): boolean {
    return (this.hashes.get(hash(token)) ?? 0) > now;
  }

  /** Whether an assertion is seen for the first time (RFC 7523 §3). */
  takeOnce(jti: string, expiresAt: number, now = Date.now()): boolean {
    forgetBefore(this.assertions, now);
    if (this.assertions.has(jti)) return false;
    this.assertions.set(jti, expiresAt + 60_000);
    return true;
  }
}

const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

const forgetBefore = (entries: Map<string, number>, now: number): void => {
  for (const [key, until] of entries) if (until <= now) entries.delete(key);
};
