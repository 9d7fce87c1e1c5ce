/** The public half of a service's signing keys (owner: that service; stream `signing-keys-<service>`). */
export interface PublicSigningKeys {
  readonly service: string;
  readonly keys: readonly {
    readonly kid: string;
    readonly alg: string;
    readonly jwk: Readonly<Record<string, unknown>>;
    /** RFC 3339: published from the start, used to sign from here on. */
    readonly activeFrom: string;
    /** RFC 3339: taken out of the JWKS after this, once a successor signs. */
    readonly publishedUntil?: string;
  }[];
}
