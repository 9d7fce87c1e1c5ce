/** A security profile, as data: what a client of it may and must do. */
export interface SecurityProfile {
  readonly name: 'mef-128' | 'fapi1-advanced' | 'fapi2' | 'uae-api-hub';
  readonly responseTypes: readonly string[];
  readonly responseModes: readonly string[];
  /** For request objects and client assertions. */
  readonly signingAlgorithms: readonly string[];
  readonly pkceRequired: (responseType: string) => boolean;
  readonly nonceRequired: boolean;
  /** Longest life of a request object, seconds between `nbf` and `exp`. */
  readonly requestObjectMaxLifetime: number;
  /** Longest life of a client assertion, seconds. */
  readonly assertionMaxLifetime: number;
  readonly refreshTokenRotation: boolean;
}
