import 'reflect-metadata'; // what @peculiar/x509 is built on looks for it
import { createPublicKey, type JsonWebKey as NodeJwk, type KeyObject } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { assertPublic, assertVerifies, jwkThumbprint, type PublicJwk, Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';
import type { SoftwareKey } from './software.decider.js';

type AcceptedKey = Omit<SoftwareKey, 'certifiedAt'>;

/**
 * The public key of a PKCS#10 request (PEM), which proves that its sender holds the private half.
 * Throws `Refused('csr-malformed' | 'csr-signature-invalid' | 'key-too-weak' | 'key-type-unsupported')`.
 */
export const keyFromCsr = async (pem: string): Promise<AcceptedKey> => {
  const request = parseRequest(pem);
  await verifyPossession(request); // RFC 2986 §3: signed with the private key of the subject
  const spki = Buffer.from(request.publicKey.rawData);
  const key = publicKey('csr-malformed', () => createPublicKey({ key: spki, format: 'der', type: 'spki' }));
  return { ...accept(key), source: 'csr', subject: request.subject };
};

/**
 * A bare public JWK (RFC 7517). Anything private or symmetric in it is refused, so that nobody learns to send secrets here.
 * Throws `Refused('jwk-malformed' | 'jwk-private' | 'key-too-weak' | 'key-type-unsupported')`.
 */
export const keyFromJwk = (jwk: PublicJwk): AcceptedKey => {
  refuseAs({ 'private-key-published': 'jwk-private' }, () => assertPublic(jwk));
  const key = publicKey('jwk-malformed', () => createPublicKey({ key: jwk as NodeJwk, format: 'jwk' }));
  return { ...accept(key), source: 'jwk' };
};

const parseRequest = (pem: string): Pkcs10CertificateRequest => {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch {
    throw new Refused('csr-malformed');
  }
};

const weakHashes = ['SHA-1', 'MD5'];

const verifyPossession = async (request: Pkcs10CertificateRequest): Promise<void> => {
  if (weakHashes.includes(request.signatureAlgorithm.hash?.name ?? '')) throw new Refused('key-too-weak');
  const valid = await request.verify().catch(() => false);
  if (!valid) throw new Refused('csr-signature-invalid');
};

const publicKey = (otherwise: string, read: () => KeyObject): KeyObject => {
  try {
    return read();
  } catch {
    throw new Refused(otherwise);
  }
};

/** A key is published for the one signature algorithm of its type (MEF 128 R45, FAPI 1.0 Advanced §8.6). */
const accept = (key: KeyObject): Pick<AcceptedKey, 'kid' | 'alg' | 'jwk'> => {
  const members = key.export({ format: 'jwk' }) as Record<string, string>;
  const alg = algorithms[members['crv'] ?? members['kty'] ?? ''];
  if (alg === undefined) throw new Refused('key-type-unsupported');
  // FAPI 1.0 Baseline §5.2.2-5: RSA keys of 2048 bits or larger
  refuseAs({ 'weak-key': 'key-too-weak', 'wrong-key-type': 'key-type-unsupported' }, () =>
    assertVerifies(members, alg),
  );
  const kid = jwkThumbprint(members);
  return { kid, alg, jwk: { ...members, kid, alg, use: 'sig' } };
};

const algorithms: Readonly<Record<string, string>> = { RSA: 'PS256', 'P-256': 'ES256', Ed25519: 'EdDSA' };

const refuseAs = (refusals: Readonly<Record<string, string>>, check: () => void): void => {
  try {
    check();
  } catch (problem) {
    const reason = problem instanceof Untrusted ? refusals[problem.reason] : undefined;
    throw reason === undefined ? problem : new Refused(reason);
  }
};
