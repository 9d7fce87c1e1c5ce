import type { CredentialPolicy, LegalEntityCredential } from './credential.js';

/** What a verifier asked for, and who it is; the nonce was given out for this presentation alone. */
export interface PresentationPolicy extends CredentialPolicy {
  /** Names of ours, one of which the holder addressed it to. */
  readonly audiences: readonly string[];
  readonly nonce: string;
  /** Seconds since it was signed, at most; 300 unless said otherwise. */
  readonly maxAge?: number;
}

/** A presentation that its holder signed for us and now (MEF 128 R11): the first credential, and what else was in it. */
export interface VerifiedPresentation {
  readonly form: 'vp+jwt' | 'kb+jwt';
  /** The identifier of its holder (R12), which is the subject of the credential. */
  readonly holder: string;
  readonly credential: LegalEntityCredential;
  /** Further credentials as they came, not verified: those of the issuers, for `verifyIssuers`. */
  readonly others: readonly string[];
  /** SHA-256 of the signed proof as it came, base64url. */
  readonly hash: string;
}
