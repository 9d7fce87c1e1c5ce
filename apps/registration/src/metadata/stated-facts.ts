/** What the software statement says, which the request cannot overrule (RFC 7591 §2.3: the statement takes precedence). */
export interface StatedFacts {
  readonly organisation: { readonly id: string; readonly name: string; readonly lei: string };
  readonly software: {
    readonly id: string;
    readonly name: string;
    readonly version?: string;
    readonly uri?: string;
    readonly onBehalfOf?: string;
  };
  readonly roles: readonly string[];
  readonly redirectUris: readonly string[];
  readonly jwksUri: string;
}
