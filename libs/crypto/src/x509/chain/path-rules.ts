import {
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate/certificate.js';
import type { Path } from './candidate-paths.js';
import { assertNameConstraints } from './name-constraints.js';
import { assertExtendedUsage, assertPurpose, type CertificatePurpose } from './purposes.js';
import { trust } from '../../untrusted.js';

interface Use {
  readonly at: Date;
  readonly purpose: CertificatePurpose;
}

type PathRule = (path: Path, use: Use) => void;

// RFC 5280 §6.1.3 (a)(2), of the anchor as well: whoever keeps an expired anchor has forgotten it.
const dates: PathRule = (path, { at }) => {
  for (const { notBefore, notAfter } of path) {
    trust(at.getTime() >= notBefore.getTime(), 'certificate-not-yet-valid');
    trust(at.getTime() <= notAfter.getTime(), 'certificate-expired');
  }
};

/** Policies are understood as far as any policy is acceptable; constraints on policies are not. */
const understood = new Set<string>([
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_certificatePolicies,
  id_ce_cRLDistributionPoints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
]);

// RFC 5280 §6.1.4 (o), §6.1.5 (f)
const criticalExtensions: PathRule = (path) => {
  for (const { extensions } of path)
    trust(
      extensions.critical.every((oid) => understood.has(oid)),
      'unknown-critical-extension',
    );
};

// RFC 5280 §6.1.4 (k), (n)
const authorities: PathRule = ([, ...issuers]) => {
  for (const issuer of issuers) assertPurpose(issuer, 'ca');
};

// RFC 5280 §6.1.4 (l), (m): authorities below this one, without those that only renew themselves.
const pathLengths: PathRule = ([, ...issuers]) => {
  for (const [at, { pathLength }] of issuers.entries()) {
    const below = issuers.slice(0, at).filter((issuer) => !isSelfIssued(issuer)).length;
    trust(pathLength === undefined || below <= pathLength, 'path-too-long');
  }
};

// RFC 5280 §6.1.3 (b), (c): what an authority says of names holds for all below it but its own renewals.
const nameConstraints: PathRule = ([leaf, ...issuers]) => {
  for (const [at, issuer] of issuers.entries()) {
    const below = issuers.slice(0, at).filter((one) => !isSelfIssued(one));
    for (const certificate of [leaf, ...below]) assertNameConstraints(issuer, certificate);
  }
};

const usage: PathRule = ([leaf, ...issuers], { purpose }) => {
  assertPurpose(leaf, purpose);
  for (const issuer of issuers) assertExtendedUsage(issuer, purpose);
};

const isSelfIssued = ({ subject, issuer }: Certificate): boolean => subject.equals(issuer);

/** What holds for each path, in the order in which it is looked at. */
export const pathRules: readonly PathRule[] = [
  dates,
  criticalExtensions,
  authorities,
  pathLengths,
  nameConstraints,
  usage,
];
