/** What a deployment says about itself and its trust in the outside; provided once, for all services of a process. */
export abstract class OAuthSettings {
  /** Issuer identifier, without a trailing slash. */
  readonly issuer: string;
  /** In the sandbox alone: loopback addresses, over http as well, may be called. */
  readonly loopbackAllowed: boolean;
  /** Seconds a new signing key is published before its first use: what the slowest cache of our JWKS may take. */
  readonly keyPublicationDelay: number;
  /** Seconds: the longest life of anything we sign, and so how long a retired key stays published. */
  readonly longestTokenLife: number;
}
