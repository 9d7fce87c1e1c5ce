import type { SigningFiles } from './certified/certified-file.js';
import type { CertifiedMessages } from './certified/signing-certificates.js';

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
  /** Authorities (PEM) that are believed beside those of Node.js, where we are the client; none unless given. */
  readonly authorities?: string;
  /** PEM files of the certificates that are trusted to vouch for others; none unless said otherwise. */
  readonly trustAnchorFiles?: readonly string[];
  /** Addresses of JWK sets of certified keys, with `{OU}` and `{CN}` of a certificate's subject in them. */
  readonly certifiedKeySets?: readonly string[];
  /** Seconds after which an issuer is asked again whether a certificate is revoked; a minute unless said otherwise. */
  readonly certificateStatusMaxAge?: number;
  /** The key that messages of ours are signed with, and its certificate; the services' own keys unless given. */
  readonly signingFiles?: SigningFiles;
  /** Of whom certified keys are demanded for messages; `offered` unless said otherwise. */
  readonly certifiedMessages?: CertifiedMessages;
  /** Seconds after which key sets of others are read anew; ten minutes unless said otherwise. */
  readonly keySetMaxAge?: number;
}
