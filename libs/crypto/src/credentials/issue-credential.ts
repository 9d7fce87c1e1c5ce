import type { PublicJwk } from '../jwk/jwk-checks.js';
import type { StatusReference } from '../status-list/status-reference.js';
import { LEGAL_ENTITY_TYPE, LEGAL_ENTITY_VCT } from './credential.js';
import { VC_CONTEXT } from './vc-jwt.js';

/** What an issuer states in a Legal Entity credential. */
export interface CredentialFacts {
  /** Its unique and resolvable identifier (MEF 128 R9), a URI. */
  readonly id: string;
  readonly issuer: string;
  /** The identifier that is linked to the Legal Entity (R6, R7). */
  readonly subject: string;
  readonly lei: string;
  readonly legalName: string;
  /** Whether the subject may issue such credentials for others (R8). */
  readonly mayIssue?: boolean;
  /** The one key of the holder; without it the subject's own keys are. */
  readonly holderKey?: PublicJwk;
  readonly status: StatusReference;
  /** RFC 3339. */
  readonly validFrom: string;
  readonly validUntil: string;
}

/** The payload of a `vc+jwt` (VC Data Model 2.0 §4): the credential itself, with the status of Token Status List beside it. */
export const vcClaims = (facts: CredentialFacts): Record<string, unknown> => ({
  '@context': [VC_CONTEXT],
  id: facts.id,
  type: ['VerifiableCredential', LEGAL_ENTITY_TYPE],
  issuer: facts.issuer,
  validFrom: facts.validFrom,
  validUntil: facts.validUntil,
  credentialSubject: { id: facts.subject, ...statements(facts) },
  iss: facts.issuer,
  sub: facts.subject,
  iat: seconds(facts.validFrom),
  ...common(facts),
});

/** The payload of a `dc+sd-jwt` (SD-JWT VC §2.2.2) with everything in the open; see `hideClaims`. */
export const sdJwtVcClaims = (facts: CredentialFacts): Record<string, unknown> => ({
  vct: LEGAL_ENTITY_VCT,
  jti: facts.id,
  iss: facts.issuer,
  sub: facts.subject,
  iat: seconds(facts.validFrom),
  nbf: seconds(facts.validFrom),
  exp: seconds(facts.validUntil),
  ...statements(facts),
  ...common(facts),
});

const statements = ({ lei, legalName, mayIssue }: CredentialFacts) => ({
  lei,
  legalName,
  ...(mayIssue && { mayIssue }),
});

const common = ({ holderKey, status }: CredentialFacts) => ({
  status: { status_list: { idx: status.idx, uri: status.uri } },
  ...(holderKey && { cnf: { jwk: holderKey } }),
});

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);
