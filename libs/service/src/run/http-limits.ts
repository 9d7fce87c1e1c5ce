/** What a server of ours takes at most, whichever port it comes in by. */
export const httpLimits = {
  /** Milliseconds for a whole request. */
  requestTimeout: 30_000,
  /** Milliseconds that a connection is kept without a request: longer than gateways keep theirs. */
  keepAliveTimeout: 72_000,
  /** Bytes. */
  maxHeaderSize: 16_384,
} as const;
