import { type Claims, type UnverifiedJws, Untrusted, parseJws, readClaims } from '#crypto';
import type { PresentedCertificate } from '../mutual-tls/presented-certificate.js';

export type Form = Readonly<Record<string, string | undefined>>;

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A client assertion, taken apart and not verified. */
export interface Assertion {
  readonly jws: UnverifiedJws;
  readonly claims: Claims;
}

/** What a request says of who sends it, and what it brings to prove that. */
export interface Credential {
  readonly clientId: string;
  readonly assertion?: Assertion;
  readonly certificate?: PresentedCertificate;
}

/**
 * An assertion says itself whose it is; without one, a certificate may prove who `client_id` names (RFC 8705 §2).
 * Throws `Untrusted`.
 */
export const readCredential = (form: Form, certificate?: PresentedCertificate): Credential => {
  if (form.client_secret !== undefined) throw new Untrusted('wrong-authentication-method');
  const shown = certificate && { certificate };
  if (form.client_assertion_type === undefined && form.client_assertion === undefined && shown)
    return { clientId: namedClient(form), ...shown };
  if (form.client_assertion_type !== ASSERTION_TYPE) throw new Untrusted('wrong-assertion-type');
  if (!form.client_assertion) throw new Untrusted('missing-assertion');
  const jws = parseJws(form.client_assertion);
  const claims = readClaims(jws.payload);
  return { clientId: claimedClient(claims, form), assertion: { jws, claims }, ...shown };
};

// RFC 8705 §2: client_id is required where nothing else tells whose credential to hold the certificate against.
const namedClient = ({ client_id: clientId }: Form): string => {
  if (!clientId || clientId.length > 255) throw new Untrusted('missing-client-id');
  return clientId;
};

// Read before it is verified, only to know whose keys to verify it with.
const claimedClient = ({ sub }: Claims, form: Form): string => {
  if (sub === undefined || sub.length > 255) throw new Untrusted('missing-claim');
  // RFC 7521 §4.2: client_id is unnecessary, but if it is there it must be the same.
  if (form.client_id !== undefined && form.client_id !== sub) throw new Untrusted('wrong-client-id');
  return sub;
};
