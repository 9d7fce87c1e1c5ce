import type { PublicJwk } from '../jwk/jwk-checks.js';
import type { ResolveIdentifier } from '../identifiers/resolved-identifier.js';
import type { StatusReference } from '../status-list/status-reference.js';

/** The two secured forms of a credential that we read: W3C VC 2.0 in JOSE, and SD-JWT VC; by their `typ`. */
export type CredentialForm = 'vc+jwt' | 'dc+sd-jwt';

/** A Legal Entity credential whose signature, form and times are good; its issuer's own standing and its status are checked apart. */
export interface LegalEntityCredential {
  readonly form: CredentialForm;
  /** Its unique and resolvable identifier (MEF 128 R9), a URI. */
  readonly id: string;
  /** Identifier of its issuer, a DID. */
  readonly issuer: string;
  /** Identifier of its subject, the Legal Entity (R7), as it is used with LSO APIs (R6). */
  readonly subject: string;
  /** ISO 17442 identifier of the Legal Entity, check digits right. */
  readonly lei: string;
  readonly legalName?: string;
  /** Whether its issuer lets the subject issue such credentials for others in its turn (R8). */
  readonly mayIssue: boolean;
  /** The key of its holder (RFC 7800), where the credential names one; otherwise the subject's own keys are the holder's. */
  readonly holderKey?: PublicJwk;
  /** Where its status is told (R10). */
  readonly status?: StatusReference;
  /** RFC 3339, where it says. */
  readonly validFrom?: string;
  readonly validUntil?: string;
  /** All that it says, selectively disclosed claims in their places. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** SHA-256 of the signed text as it came, base64url: what evidence keeps. */
  readonly hash: string;
}

/** What a verifier of credentials brings. */
export interface CredentialPolicy {
  readonly now: Date;
  readonly resolve: ResolveIdentifier;
  /** `alg` that may be used; PS256, ES256 and EdDSA unless said otherwise. */
  readonly algorithms?: readonly string[];
}

/** The W3C type of our credentials, the second of `type`. */
export const LEGAL_ENTITY_TYPE = 'LegalEntityCredential';

/** The SD-JWT VC type (`vct`) of our credentials. */
export const LEGAL_ENTITY_VCT = 'urn:assent:vct:legal-entity:1';

/** Longest credential that is read, characters. */
export const CREDENTIAL_MAX = 32_768;
