/** A key of this party, and what became of it. Nothing of it is secret: the private half is in the key store. */
export interface Holding {
  readonly version: 1;
  /** RFC 7638 thumbprint, by which the key store knows the private half. */
  readonly keyId: string;
  readonly keyKind: string;
  readonly profile: string;
  readonly environment: 'sandbox' | 'production';
  readonly organisationId: string;
  readonly softwareId?: string;
  readonly serverNames: readonly string[];
  readonly subject: string;
  /** PKCS#10, PEM. */
  readonly csr: string;
  readonly requestedAt: string;
  /** What the directory gave. */
  readonly issued?: IssuedMaterial;
  readonly installedAt?: string;
  /** In use from here on; it is published from the start. */
  readonly activeFrom?: string;
  /** Given up, as a successor is in use and the last thing that it signed has expired; or revoked. */
  readonly retiredAt?: string;
  /** The key that this one takes over from. */
  readonly replaces?: string;
}

/** A certificate, or for Enc1 the name of a published key. */
export interface IssuedMaterial {
  /** `kid` in the JWK set. */
  readonly kid: string;
  readonly jwksUri: string;
  readonly certificateId?: string;
  readonly serial?: string;
  readonly fingerprint?: string;
  readonly notAfter?: string;
  /** PEM. */
  readonly certificate?: string;
  readonly chain?: string;
}

export type HoldingState = 'requested' | 'issued' | 'published ahead' | 'in use' | 'kept' | 'retired';

/** The key in use: the newest whose time has come. */
export const activeOf = (holdings: readonly Holding[], at: string): Holding | undefined =>
  holdings
    .filter(({ activeFrom, retiredAt }) => activeFrom !== undefined && activeFrom <= at && !retiredAt)
    .toSorted((one, other) => (other.activeFrom ?? '').localeCompare(one.activeFrom ?? ''))[0];

/** Where a key stands among those of its kind. */
export const stateOf = (holding: Holding, among: readonly Holding[], at: string): HoldingState => {
  if (holding.retiredAt) return 'retired';
  if (!holding.issued) return 'requested';
  if (!holding.activeFrom) return 'issued';
  if (holding.activeFrom > at) return 'published ahead';
  return activeOf(among, at)?.keyId === holding.keyId ? 'in use' : 'kept';
};
