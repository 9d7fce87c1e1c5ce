import {
  id_ce_authorityKeyIdentifier,
  id_ce_cRLNumber,
  id_ce_issuingDistributionPoint,
  IssuingDistributionPoint,
} from '@peculiar/asn1-x509';
import type { Certificate } from '../certificate/certificate.js';
import { isSignatureBy } from '../certificate/signature-algorithms.js';
import { maySignCrls } from '../chain/purposes.js';
import type { Revocation } from '../chain/revocation.js';
import type { RevocationList } from './parse-crl.js';
import { trust } from '../../untrusted.js';

const understood: readonly string[] = [
  id_ce_authorityKeyIdentifier,
  id_ce_cRLNumber,
  id_ce_issuingDistributionPoint,
];

/**
 * Whether a list is its issuer's, complete, and of a time: RFC 5280 §6.3.3, for lists that are not deltas, not indirect and
 * not of some reasons only. `now` is the present, also when a signature of the past is judged.
 * Throws `Untrusted('crl-of-another-issuer' | 'wrong-key-usage' | 'bad-crl-signature' | 'crl-not-yet-valid' | 'crl-expired' |
 * 'unknown-critical-extension')`.
 */
export const verifyCrl = (list: RevocationList, issuer: Certificate, now: Date): void => {
  trust(list.issuer.equals(issuer.subject), 'crl-of-another-issuer');
  trust(maySignCrls(issuer), 'wrong-key-usage');
  trust(isSignatureBy(issuer.publicKey, list.signed), 'bad-crl-signature');
  trust(list.thisUpdate.getTime() <= now.getTime(), 'crl-not-yet-valid');
  trust(now.getTime() < list.nextUpdate.getTime(), 'crl-expired');
  trust(
    list.extensions.critical.every((oid) => understood.includes(oid)),
    'unknown-critical-extension',
  );
  const scope = scopeOf(list);
  trust(!scope?.indirectCRL && !scope?.onlySomeReasons, 'unknown-critical-extension');
};

/** What a verified list says about a certificate of its issuer: `unknown` when the list is not for certificates of its kind. */
export const revocationIn = (list: RevocationList, certificate: Certificate): Revocation => {
  const scope = scopeOf(list);
  const outside =
    !certificate.issuer.equals(list.issuer) ||
    scope?.onlyContainsAttributeCerts === true ||
    (scope?.onlyContainsUserCerts === true && certificate.isCa) ||
    (scope?.onlyContainsCACerts === true && !certificate.isCa);
  return outside ? { status: 'unknown' } : list.of(certificate.serial);
};

const scopeOf = (list: RevocationList): IssuingDistributionPoint | undefined =>
  list.extensions.read(id_ce_issuingDistributionPoint, IssuingDistributionPoint);
