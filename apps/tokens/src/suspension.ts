import type { PublicClient } from '#contracts';

/**
 * Whether something was issued before the client's last suspension ended: it died then, and does not come back. What does
 * not tell when it was issued is from before as well. `issuedAt` is RFC 3339.
 */
export const isFromBeforeSuspension = (
  issuedAt: string | undefined,
  { reinstatedAt }: Pick<PublicClient, 'reinstatedAt'>,
): boolean => reinstatedAt !== undefined && (issuedAt ?? '') <= reinstatedAt;
