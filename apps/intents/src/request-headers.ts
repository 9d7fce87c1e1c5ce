import { canonicalJson, sha256Base64url } from '#crypto';
import { type Claim, Refused } from '#event-sourcing';

const DAY_MS = 86_400_000;

/** What an `x-idempotency-key` reserves for 24 hours, per client (Open Banking 3.1; at most 40 characters). */
export const idempotencyClaim = (
  key: string | undefined,
  { clientId, body, at }: { readonly clientId: string; readonly body: unknown; readonly at: string },
): Claim | undefined => {
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,40}$/.test(key)) throw new Refused('invalid-idempotency-key');
  return {
    scope: 'intent-idempotency',
    key: `${clientId} ${key}`,
    expiresAt: new Date(Date.parse(at) + DAY_MS).toISOString(),
    fingerprint: sha256Base64url(canonicalJson(body ?? null)),
  };
};

/** The entity tag of a version (RFC 9110 §8.8.3). */
export const etagOf = (version: number): string => `"${version}"`;

/** The version that If-Match asks for; undefined for none or any. Throws `Refused('version-mismatch')` for what cannot match. */
export const versionOf = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  // RFC 9110 §13.1.1: strong comparison; of a list of tags only one could be ours, so lists are not read.
  const version = /^"([1-9]\d{0,8})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new Refused('version-mismatch');
  return Number(version);
};
