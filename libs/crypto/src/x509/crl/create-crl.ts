import {
  CertificateList,
  CRLNumber,
  CRLReason,
  CRLReasons,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  Name,
  RevokedCertificate,
  TBSCertList,
  Time,
  Version,
} from '@peculiar/asn1-x509';
import { arrayBufferOf, derOf, parseAsn } from '../asn1/asn.js';
import { writePem } from '../asn1/pem.js';
import { asnExtension, extensionOf } from '../certificate/extension-set.js';
import { keyIdentifierOf } from '../certificate/public-key.js';
import { algorithmIdentifierOf, isSignatureBy } from '../certificate/signature-algorithms.js';
import { maySignCrls } from '../chain/purposes.js';
import type { RevocationReason } from '../chain/revocation.js';
import { authorityKeyId } from '../issuing/certificate-profiles.js';
import { type CertificateIssuer, serialNumberOf } from '../issuing/issue-certificate.js';
import { trust } from '../../untrusted.js';

/** A certificate that its issuer took back. */
export interface RevokedEntry {
  /** Hexadecimal. */
  readonly serial: string;
  readonly revokedAt: Date;
  readonly reason?: RevocationReason;
}

/** What a list of revoked certificates says. */
export interface NewRevocationList {
  readonly revoked: readonly RevokedEntry[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** One more than that of the list before. */
  readonly number: number;
}

/**
 * Makes a CRL (RFC 5280 §5), DER.
 * Throws `Untrusted('wrong-key-usage' | 'malformed-certificate')`, and `Untrusted('bad-crl-signature')` for a signer of another key.
 */
export const createCrl = async (issuer: CertificateIssuer, list: NewRevocationList): Promise<Buffer> => {
  const { certificate, signer } = issuer;
  trust(maySignCrls(certificate), 'wrong-key-usage');
  const signatureAlgorithm = algorithmIdentifierOf(signer.algorithm);
  const issuerKeyId = certificate.subjectKeyId ?? keyIdentifierOf(certificate.publicKey).toString('hex');
  const extensions = [authorityKeyId(issuerKeyId), extensionOf(id_ce_cRLNumber, new CRLNumber(list.number))];
  const tbsCertList = new TBSCertList({
    version: Version.v2,
    signature: signatureAlgorithm,
    issuer: parseAsn(Name, certificate.subject.der, 'malformed-name'),
    thisUpdate: new Time(list.thisUpdate),
    nextUpdate: new Time(list.nextUpdate),
    // RFC 5280 §5.1.2.6: an empty list is left out
    ...(list.revoked.length > 0 ? { revokedCertificates: list.revoked.map(entryOf) } : {}),
    crlExtensions: extensions.map(asnExtension),
  });
  const data = derOf(tbsCertList);
  const signature = await signer.sign(data);
  trust(
    isSignatureBy(certificate.publicKey, { algorithm: signer.algorithm, data, signature }),
    'bad-crl-signature',
  );
  return derOf(new CertificateList({ tbsCertList, signatureAlgorithm, signature: arrayBufferOf(signature) }));
};

export const crlPem = (der: Uint8Array): string => writePem(der, 'X509 CRL');

const entryOf = ({ serial, revokedAt, reason }: RevokedEntry): RevokedCertificate =>
  new RevokedCertificate({
    userCertificate: serialNumberOf(serial),
    revocationDate: new Time(revokedAt),
    // RFC 5280 §5.3.1: an unspecified reason is left out
    ...(reason && reason !== 'unspecified'
      ? {
          crlEntryExtensions: [
            asnExtension(extensionOf(id_ce_cRLReasons, new CRLReason(CRLReasons[reason]))),
          ],
        }
      : {}),
  });
