/** `pending`: published, not used yet; `active`: signs; `retired`: verifies what it signed; `expired`: out of the JWKS. */
export type SigningKeyUse = 'pending' | 'active' | 'retired' | 'expired';

interface Dated {
  readonly kid: string;
  readonly alg: string;
  readonly activeFrom: string;
  readonly publishedUntil?: string;
}

/** The key that signs now: the newest that is active; the oldest while none is, as clocks differ a little. */
export const signingKeyAt = <Key extends Dated>(
  keys: readonly Key[],
  alg: string,
  now: Date,
): Key | undefined => {
  const at = now.toISOString();
  const candidates = keys
    .filter((key) => key.alg === alg)
    .toSorted((a, b) => a.activeFrom.localeCompare(b.activeFrom));
  return candidates.findLast(({ activeFrom }) => activeFrom <= at) ?? candidates[0];
};

export const useOf = (key: Dated, keys: readonly Dated[], now: Date): SigningKeyUse => {
  const at = now.toISOString();
  if (key.publishedUntil !== undefined && key.publishedUntil <= at) return 'expired';
  if (signingKeyAt(keys, key.alg, now)?.kid === key.kid) return 'active';
  return key.activeFrom > at ? 'pending' : 'retired';
};
