import type { PublicJwk } from '../jwk/jwk-checks.js';
import type { KeyFile } from './key-file.js';

/** What may be known of a stored key. */
export interface KeyDescription {
  /** Thumbprint (RFC 7638). */
  readonly id: string;
  readonly label: string;
  /** E.g. `rsa-2048`, `p-256`. */
  readonly kind: string;
  readonly publicJwk: PublicJwk;
  readonly createdAt: Date;
  /** Id of the key-encryption key. */
  readonly wrappedBy: string;
}

export const descriptionOf = ({
  id,
  label,
  kind,
  publicJwk,
  createdAt,
  dataKey,
}: KeyFile): KeyDescription => ({
  id,
  label,
  kind,
  publicJwk,
  createdAt: new Date(createdAt),
  wrappedBy: dataKey.keyId,
});
