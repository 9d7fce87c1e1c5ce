import { trust } from '../untrusted.js';
import type { CredentialPolicy, LegalEntityCredential } from './credential.js';
import type { StatusReference } from '../status-list/status-reference.js';
import { statedSubject, verifyCredential } from './verify-credential.js';

/** What a relying party accepts as the beginning of trust (MEF 128 R1, R8). */
export interface TrustPolicy extends CredentialPolicy {
  /** Identifiers of the issuers whose word is taken without another's. */
  readonly anchors: readonly string[];
  /** Asks the issuer's status list about one of its credentials; see `assertStatusValid`. */
  readonly assertStatus: (reference: StatusReference, issuer: string) => Promise<void>;
  /** Finds the credential that an issuer has of itself (R8), such as by its DID document; undefined when it has none. */
  readonly credentialOf?: (issuer: string) => Promise<string | undefined>;
  /** Credentials that came along, which are looked through before anyone is asked. */
  readonly presented?: readonly string[];
  /** Issuers between the credential and the anchor, at most; 3 unless said otherwise. */
  readonly maxDepth?: number;
  /** Whether a credential without a status is accepted; no unless said so, since R6 wants it revocable. */
  readonly withoutStatus?: boolean;
}

/**
 * Verifies the standing of a credential: its status (R10), and its issuer's own credential, and so on up to an accepted
 * anchor (R8). Gives the credentials of the issuers, from the nearest to the one that an anchor issued.
 * Throws `Untrusted('status-missing' | 'issuer-unknown' | 'issuer-not-accredited' | 'chain-too-deep' | 'chain-loops')`, and
 * as `verifyCredential` and `assertStatus` do.
 */
export const verifyIssuers = async (
  credential: LegalEntityCredential,
  policy: TrustPolicy,
): Promise<readonly LegalEntityCredential[]> => {
  const issuers = await walkToAnchor(credential, policy);
  // From the anchor down: the lists of those whom nobody accepts are never asked for.
  for (const one of [credential, ...issuers].toReversed()) await assertStanding(one, policy);
  return issuers;
};

const walkToAnchor = async (
  credential: LegalEntityCredential,
  policy: TrustPolicy,
): Promise<readonly LegalEntityCredential[]> => {
  const issuers: LegalEntityCredential[] = [];
  const seen = new Set<string>([credential.issuer]);
  let { issuer } = credential;
  while (!policy.anchors.includes(issuer)) {
    trust(issuers.length < (policy.maxDepth ?? 3), 'chain-too-deep');
    const next = await credentialOfIssuer(issuer, policy);
    trust(!seen.has(next.issuer), 'chain-loops');
    seen.add(next.issuer);
    issuers.push(next);
    issuer = next.issuer;
  }
  return issuers;
};

const assertStanding = async (
  { status, issuer }: LegalEntityCredential,
  { assertStatus, withoutStatus = false }: TrustPolicy,
): Promise<void> => {
  if (status) return assertStatus(status, issuer);
  trust(withoutStatus, 'status-missing');
};

const credentialOfIssuer = async (issuer: string, policy: TrustPolicy): Promise<LegalEntityCredential> => {
  const text =
    policy.presented?.find((one) => statedSubject(one) === issuer) ?? (await policy.credentialOf?.(issuer));
  trust(text !== undefined, 'issuer-unknown');
  const credential = await verifyCredential(text, policy);
  trust(credential.subject === issuer, 'issuer-unknown');
  // As a certificate is of no CA unless it says so: a member's own credential lets it speak for itself alone.
  trust(credential.mayIssue, 'issuer-not-accredited');
  return credential;
};
