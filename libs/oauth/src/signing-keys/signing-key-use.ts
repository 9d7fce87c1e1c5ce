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
  let oldest: Key | undefined;
  let newest: Key | undefined;
  // RFC 3339 in UTC sorts as text does. Of two of one moment the first stands first.
  for (const key of keys) {
    if (key.alg !== alg) continue;
    if (!oldest || key.activeFrom < oldest.activeFrom) oldest = key;
    if (key.activeFrom <= at && (!newest || key.activeFrom >= newest.activeFrom)) newest = key;
  }
  return newest ?? oldest;
};

export const useOf = (key: Dated, keys: readonly Dated[], now: Date): SigningKeyUse => {
  const at = now.toISOString();
  if (key.publishedUntil !== undefined && key.publishedUntil <= at) return 'expired';
  if (signingKeyAt(keys, key.alg, now)?.kid === key.kid) return 'active';
  return key.activeFrom > at ? 'pending' : 'retired';
};
