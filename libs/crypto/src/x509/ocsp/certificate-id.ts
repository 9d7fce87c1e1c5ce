import { createHash } from 'node:crypto';
import { OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { CertID } from '@peculiar/asn1-ocsp';
import type { Certificate } from '../certificate/certificate.js';
import { serialOf } from '../certificate/certificate.js';
import { keyBitsHash } from '../certificate/public-key.js';
import { serialNumberOf } from '../issuing/issue-certificate.js';

/** SHA-1 only names an issuer here and proves nothing; most software asks with it (RFC 6960 §4.3, RFC 5019 §2.1.1). */
const hashes: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
};

const oids: Readonly<Record<OcspHash, string>> = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' };

export type OcspHash = 'sha1' | 'sha256';

/** How OCSP names a certificate of an issuer (RFC 6960 §4.1.1). */
export const certificateIdOf = (serial: string, issuer: Certificate, hash: OcspHash): CertID =>
  new CertID({
    hashAlgorithm: new AlgorithmIdentifier({ algorithm: oids[hash], parameters: null }),
    issuerNameHash: new OctetString(nameHash(issuer, hash)),
    issuerKeyHash: new OctetString(keyBitsHash(issuer.publicKey, hash)),
    serialNumber: serialNumberOf(serial),
  });

/** Whether a name of OCSP is of a certificate that this issuer made; never for hashes that nobody uses. */
export const isOfIssuer = (id: CertID, issuer: Certificate): boolean => {
  const hash = hashes[id.hashAlgorithm.algorithm];
  if (hash === undefined) return false;
  const [name, key] = [Buffer.from(id.issuerNameHash.buffer), Buffer.from(id.issuerKeyHash.buffer)];
  return name.equals(nameHash(issuer, hash)) && key.equals(keyBitsHash(issuer.publicKey, hash));
};

export const serialOfId = (id: CertID): string => serialOf(new Uint8Array(id.serialNumber));

const nameHash = (issuer: Certificate, hash: string): Buffer =>
  createHash(hash).update(issuer.subject.der).digest();
