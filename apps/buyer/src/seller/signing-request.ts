import 'reflect-metadata'; // what @peculiar/x509 is built on looks for it
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { organisation } from '../buyer.js';
import type { Identity } from '../state/identity.js';

/** A PKCS#10 request in PEM: it carries the public key, and its signature proves that the private one is here. */
export const signingRequest = async ({ privateKey, publicKey, softwareName }: Identity): Promise<string> => {
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: [{ CN: [softwareName] }, { O: [organisation.legalName] }],
    keys: { privateKey, publicKey },
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return request.toString('pem');
};
