/** What a request was authorized with, after the guard let it through: `request.authorization`. */
export interface Authorization {
  readonly clientId: string;
  readonly scope: readonly string[];
  readonly grantId: string;
  readonly sub?: string;
  readonly acr?: string;
  readonly intentIds: readonly string[];
  readonly jti: string;
  /** Seconds since the epoch, of the access token. */
  readonly issuedAt?: number;
  /** The key that signed the access token, for audit. */
  readonly kid?: string;
  /** The one intent that the resource token is for, where the handler asks for one. */
  readonly resource?: {
    readonly intentId: string;
    readonly operations: readonly string[];
    readonly payloadHash?: string;
    /** `jti` of the resource token, for audit. */
    readonly jti?: string;
  };
}

/** What a handler demands. */
export interface Protection {
  /** Scope (LSO operationId, `intents`, `notifications`) the access token must have. */
  readonly scope: string;
  /** Demands a `Resource-Token` that is bound to the access token and grants the operation. */
  readonly resourceToken?: boolean;
  /** Lets an intent through that was used already: the handler answers the repeat of a request itself. */
  readonly consumedIntent?: boolean;
}
