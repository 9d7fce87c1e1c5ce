import { sha256Base64url } from '../hash.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { assertClaims } from '../jwt/claim-checks.js';
import { type Claims, readClaims, assertKind } from '../jwt/jwt.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { verifyJws } from '../jws/jws.js';
import { parseJws } from '../jws/jws-format.js';
import { trust } from '../untrusted.js';
import { statusReference } from '../status-list/status-reference.js';
import {
  CREDENTIAL_MAX,
  type CredentialPolicy,
  LEGAL_ENTITY_TYPE,
  type LegalEntityCredential,
} from './credential.js';
import { assertShallow, isObject, isUri } from './json-checks.js';
import { assertValidity, holderKeyOf, legalEntityOf } from './legal-entity-claims.js';

/** The first context of every credential of VC Data Model 2.0 §4.3. */
export const VC_CONTEXT = 'https://www.w3.org/ns/credentials/v2';

/**
 * Verifies a Legal Entity credential of VC Data Model 2.0 secured with JOSE (VC-JOSE-COSE §3.1.1): form, issuer's
 * signature by one of its assertion keys, times, subject with LEI.
 * Throws `Untrusted` with the reasons of `verifyJwt`, of the resolver, and `issuer-malformed`, `wrong-issuer`,
 * `credential-id-malformed`, `wrong-subject`, `subject-malformed`, `not-a-legal-entity-credential`, `lei-missing`,
 * `lei-invalid`, `expired`, `not-yet-valid`, `status-malformed`, `status-unsupported`, `cnf-malformed`, `too-deep`.
 */
export const verifyVcJwt = async (
  jwt: string,
  { now, resolve, algorithms = signatureAlgorithms }: CredentialPolicy,
): Promise<LegalEntityCredential> => {
  const parsed = parseJws(jwt, { maxCharacters: CREDENTIAL_MAX });
  // Form first: nothing is fetched for what would be refused anyhow.
  const claims = readClaims(parsed.payload);
  assertShallow(claims);
  assertKind(parsed.header, claims, jwtKinds.verifiableCredential);
  const credential = readCredential(claims);
  const issuer = await resolve(credential.issuer, parsed.header.kid);
  await verifyJws(parsed, { key: issuer.find('assertionMethod'), algorithms });
  assertClaims(claims, { now });
  assertValidity(claims['validFrom'], claims['validUntil'], now);
  return { ...credential, hash: sha256Base64url(jwt) };
};

const readCredential = (claims: Claims): Omit<LegalEntityCredential, 'hash'> => {
  assertTypes(claims);
  const { id, jti } = claims as { readonly id?: unknown; readonly jti?: string };
  trust(isUri(id) && (jti === undefined || jti === id), 'credential-id-malformed');
  const facts = claims['credentialSubject'];
  trust(isObject(facts) && isUri(facts['id']), 'subject-malformed'); // one subject, and it has a name (MEF 128 R7)
  trust(claims.sub === undefined || claims.sub === facts['id'], 'wrong-subject');
  const holderKey = holderKeyOf(claims);
  const status = statusReference(claims);
  return {
    form: 'vc+jwt',
    id,
    issuer: issuerOf(claims),
    subject: facts['id'],
    ...legalEntityOf(facts),
    ...(holderKey && { holderKey }),
    ...(status && { status }),
    ...validityOf(claims),
    claims,
  };
};

const assertTypes = (claims: Claims): void => {
  const contexts = claims['@context'];
  trust(Array.isArray(contexts) && contexts[0] === VC_CONTEXT, 'not-a-legal-entity-credential');
  const types = claims['type'];
  trust(
    Array.isArray(types) && types.includes('VerifiableCredential') && types.includes(LEGAL_ENTITY_TYPE),
    'not-a-legal-entity-credential',
  );
};

/** VC-JOSE-COSE §3.1.1: `iss`, where it is there, says the same as `issuer`. */
const issuerOf = (claims: Claims): string => {
  const stated = claims['issuer'];
  const issuer = isObject(stated) ? stated['id'] : stated;
  trust(isUri(issuer), 'issuer-malformed');
  trust(claims.iss === undefined || claims.iss === issuer, 'wrong-issuer');
  return issuer;
};

const validityOf = (claims: Claims): { validFrom?: string; validUntil?: string } => {
  const { validFrom, validUntil } = claims as Record<string, unknown>;
  return {
    ...(typeof validFrom === 'string' && { validFrom }),
    ...(typeof validUntil === 'string' && { validUntil }),
  };
};
