import { isIP } from 'node:net';
import {
  type Certificate as X509Certificate,
  type CertificateIssuer,
  type CertificatePurpose,
  type CertificateRequest,
  extendedUsageExtension,
  issueCertificate,
  leiExtension,
  newSerial,
} from '#crypto';
import { addressesOf } from '../authorities/addresses.js';
import type { AuthorityFamily } from '../authorities/authority.decider.js';
import type { Environment, Profile, ProfileUse } from './profile.js';
import type { AcceptedRequest, Subject } from './request-rules.js';

/** Everything that goes into a certificate. */
export interface ToSign {
  readonly profile: Profile;
  readonly environment: Environment;
  readonly family: AuthorityFamily;
  readonly request: CertificateRequest;
  readonly accepted: AcceptedRequest;
  readonly subject: Subject;
  readonly at: Date;
  /** Identifier of the directory. */
  readonly directory: string;
}

const purposes: Readonly<Record<ProfileUse, CertificatePurpose>> = {
  'client-transport': 'client-tls',
  'server-transport': 'server-tls',
  signing: 'signing',
  encryption: 'encryption',
};

/** Signs a certificate of a profile: 13 months (UAE), with the usages of its purpose and no others, and the LEI of its holder. */
export const signCertificate = (
  issuer: CertificateIssuer,
  { profile, environment, family, request, accepted, subject, at, directory }: ToSign,
): Promise<X509Certificate> =>
  issueCertificate(issuer, {
    subject: accepted.subject,
    publicKey: request.publicKey,
    serial: newSerial(),
    ...lifetime(at),
    purpose: purposes[profile.use],
    names: {
      dns: accepted.serverNames.filter((name) => isIP(name) === 0),
      ips: accepted.serverNames.filter((name) => isIP(name) !== 0),
    },
    extensions: [
      // RFC 9336: without an extended usage, a key that may sign could open TLS connections as well.
      ...(profile.use === 'signing' ? [extendedUsageExtension('documentSigning')] : []),
      leiExtension(subject.organisation.lei),
    ],
    ...addressesOf(directory, { environment, family, role: 'issuing' }),
  });

const MONTHS = 13;
const CLOCKS_DIFFER_MS = 60_000;

/** From a minute ago, as clocks differ, to the same day of the thirteenth month, or its last one where it has no such day. */
export const lifetime = (at: Date): { readonly notBefore: Date; readonly notAfter: Date } => {
  const start = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const month = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + MONTHS, 1));
  const lastDay = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 0)).getUTCDate();
  const notAfter = new Date(start);
  notAfter.setUTCFullYear(month.getUTCFullYear(), month.getUTCMonth(), Math.min(start.getUTCDate(), lastDay));
  return { notBefore: new Date(start.getTime() - CLOCKS_DIFFER_MS), notAfter };
};
