import { sha256Base64url } from '../hash.js';
import { assertClaims } from '../jwt/claim-checks.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { assertKind, type Claims, readClaims } from '../jwt/jwt.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { verifyJws } from '../jws/jws.js';
import { parseJws } from '../jws/jws-format.js';
import { statusReference } from '../status-list/status-reference.js';
import { trust } from '../untrusted.js';
import {
  CREDENTIAL_MAX,
  type CredentialPolicy,
  LEGAL_ENTITY_VCT,
  type LegalEntityCredential,
} from './credential.js';
import { discloseClaims } from './disclosures.js';
import { assertShallow, isUri, type Json } from './json-checks.js';
import { holderKeyOf, legalEntityOf } from './legal-entity-claims.js';

/** An SD-JWT taken apart (RFC 9901 §4): the issuer's JWT, the disclosures, and the proof of the holder, if there is one. */
export interface SdJwtParts {
  readonly jwt: string;
  readonly disclosures: readonly string[];
  readonly keyBinding?: string;
  /** What `sd_hash` is over: all up to and with the last `~`. */
  readonly presented: string;
}

/** Takes an SD-JWT apart. Throws `Untrusted('oversized' | 'not-an-sd-jwt')`. */
export const splitSdJwt = (text: string): SdJwtParts => {
  trust(text.length <= CREDENTIAL_MAX, 'oversized');
  const [jwt, ...rest] = text.split('~');
  const keyBinding = rest.pop();
  trust(jwt !== undefined && keyBinding !== undefined, 'not-an-sd-jwt');
  trust(
    rest.every((disclosure) => disclosure !== ''),
    'not-an-sd-jwt',
  );
  const presented = text.slice(0, text.length - keyBinding.length);
  return { jwt, disclosures: rest, presented, ...(keyBinding !== '' && { keyBinding }) };
};

/**
 * Verifies a Legal Entity credential in the form of SD-JWT VC, with what is disclosed of it: form, issuer's signature by
 * one of its assertion keys, times, subject with LEI. The proof of the holder is left to `verifyPresentation`.
 * Throws `Untrusted` with the reasons of `verifyVcJwt`, of `splitSdJwt` and of the disclosures, and `claim-disclosed`
 * for a claim that must stand in the open.
 */
export const verifySdJwtVc = async (
  text: string,
  { now, resolve, algorithms = signatureAlgorithms }: CredentialPolicy,
): Promise<LegalEntityCredential> => {
  const { jwt, disclosures } = splitSdJwt(text);
  const parsed = parseJws(jwt, { maxCharacters: CREDENTIAL_MAX });
  const open = readClaims(parsed.payload);
  assertShallow(open);
  assertKind(parsed.header, open, jwtKinds.sdJwtCredential);
  const claims = discloseClaims(open, disclosures);
  assertShallow(claims);
  assertOpen(open, claims);
  const credential = readCredential(claims);
  const issuer = await resolve(credential.issuer, parsed.header.kid);
  await verifyJws(parsed, { key: issuer.find('assertionMethod'), algorithms });
  assertClaims(open, { now });
  return { ...credential, hash: sha256Base64url(jwt) };
};

/** SD-JWT VC §2.2.2.3: whoever leaves these out could present a credential without its limits. */
const mustBeOpen = ['iss', 'nbf', 'exp', 'cnf', 'vct', 'status'];

const assertOpen = (open: Json, claims: Json): void =>
  trust(
    mustBeOpen.every((name) => Object.hasOwn(open, name) === Object.hasOwn(claims, name)),
    'claim-disclosed',
  );

const readCredential = (disclosed: Json): Omit<LegalEntityCredential, 'hash'> => {
  const claims = disclosed as Claims;
  trust(claims['vct'] === LEGAL_ENTITY_VCT, 'not-a-legal-entity-credential');
  const { jti: id, iss: issuer, sub: subject, exp, nbf } = claims;
  trust(isUri(id), 'credential-id-malformed');
  trust(isUri(issuer), 'issuer-malformed');
  trust(isUri(subject), 'subject-malformed');
  const holderKey = holderKeyOf(claims);
  const status = statusReference(claims);
  return {
    form: 'dc+sd-jwt',
    id,
    issuer,
    subject,
    ...legalEntityOf(claims),
    ...(holderKey && { holderKey }),
    ...(status && { status }),
    ...(nbf !== undefined && { validFrom: rfc3339(nbf) }),
    ...(exp !== undefined && { validUntil: rfc3339(exp) }),
    claims,
  };
};

const rfc3339 = (seconds: number): string => {
  trust(Number.isFinite(new Date(seconds * 1000).getTime()), 'malformed-claims');
  return new Date(seconds * 1000).toISOString();
};
