import { type Certificate, certificatePem } from '#crypto';
import { Refused } from '#event-sourcing';
import { fingerprintOf } from '../certificates/certificate-view.js';
import { type Environment, environments } from '../certificates/profile.js';
import { addressesOf, type AuthorityId } from './addresses.js';
import type { NamedAuthority } from './authorities.js';
import { families, roles } from './authority-kinds.js';

/** A file that an address names. */
export type PublishedFile =
  { readonly kind: 'anchors' } | { readonly kind: 'pem' | 'crt' | 'crl'; readonly authority: AuthorityId };

/** Throws `Refused('environment-unknown')`. */
export const environmentOf = (text: string): Environment => {
  const found = environments.find((environment) => environment === text);
  if (!found) throw new Refused('environment-unknown');
  return found;
};

const form = new RegExp(`^(${families.join('|')})-(${roles.join('|')})\\.(pem|crt|crl)$`);

/** `anchors.pem`, or one of an authority: `rsa-issuing.crl`. Throws `Refused('authority-unknown')`. */
export const publishedFile = (environment: Environment, name: string): PublishedFile => {
  if (name === 'anchors.pem') return { kind: 'anchors' };
  const [, family, role, kind] = form.exec(name) ?? [];
  if (kind === undefined) throw new Refused('authority-unknown');
  const authority = { environment, family, role } as AuthorityId;
  return { kind: kind as 'pem' | 'crt' | 'crl', authority };
};

export const bundle = (certificates: readonly Certificate[]): string =>
  certificates.map((certificate) => certificatePem(certificate)).join('');

/** An authority as the API tells it. */
export interface AuthorityListing {
  readonly name: string;
  readonly family: string;
  readonly role: string;
  readonly subject: string;
  readonly serial: string;
  readonly fingerprint: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly certificate: string;
  readonly crl: string;
}

export const authorityListing = (
  directory: string,
  environment: Environment,
  { family, role, certificate }: NamedAuthority,
): AuthorityListing => {
  const { crlUrls, issuerUrls } = addressesOf(directory, { environment, family, role });
  return {
    name: certificate.subject.commonName ?? '',
    family,
    role,
    subject: certificate.subject.toString(),
    serial: certificate.serial,
    fingerprint: fingerprintOf(certificate.id),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    certificate: issuerUrls[0]!,
    crl: crlUrls[0]!,
  };
};
