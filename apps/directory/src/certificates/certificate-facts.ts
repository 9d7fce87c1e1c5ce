import type { Certificate as X509Certificate } from '#crypto';
import type { AuthorityFamily } from '../authorities/authority.decider.js';
import type { CertificateFacts } from './certificate.decider.js';
import type { Environment, Profile } from './profile.js';
import type { AcceptedRequest, Subject } from './request-rules.js';

/** What a certificate does not say of itself. */
export interface Belongs {
  readonly profile: Profile;
  readonly environment: Environment;
  readonly subject: Subject;
  readonly family: AuthorityFamily;
  readonly accepted: AcceptedRequest;
  readonly thumbprint: string;
}

/** What is kept of a certificate that was signed. */
export const certificateFacts = (signed: X509Certificate, belongs: Belongs): CertificateFacts => {
  const { profile, environment, subject, family, accepted, thumbprint } = belongs;
  const { organisation, softwareId } = subject;
  return {
    certificateId: signed.id,
    serial: signed.serial,
    environment,
    profile: profile.id,
    organisationId: organisation.organisationId,
    ...(softwareId !== undefined && { softwareId }),
    subject: signed.subject.toString(),
    issuer: signed.issuer.toString(),
    authority: family,
    thumbprint,
    jwk: publicMembers(signed.publicJwk),
    ...(accepted.serverNames.length > 0 && { serverNames: accepted.serverNames }),
    der: Buffer.from(signed.der).toString('base64'),
    notBefore: signed.notBefore.toISOString(),
    notAfter: signed.notAfter.toISOString(),
  };
};

const members = ['kty', 'crv', 'x', 'y', 'n', 'e'] as const;

/** The members of a JWK that make the public key (RFC 7518 §6), and no others. */
export const publicMembers = (jwk: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(members.flatMap((name) => (typeof jwk[name] === 'string' ? [[name, jwk[name]]] : [])));
