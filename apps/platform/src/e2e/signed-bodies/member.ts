import { createPrivateKey, type JsonWebKey } from 'node:crypto';
import { importJWK, type CryptoKey } from 'jose';
import {
  type CertifiedKey,
  certifiedKey,
  createCertificateRequest,
  DistinguishedName,
  generateSigningKey,
  importSigningKey,
  parseCertificates,
  signerOf,
} from '#crypto';
import { flow } from '#testing';

/** A signing key that the directory certified, for the software or the organisation at a path of its API. */
export interface MemberKey extends CertifiedKey {
  /** PKCS #8 and the certificate, PEM. */
  readonly files: { readonly key: string; readonly certificate: string };
  /** For JWTs of the flow. */
  readonly forJose: CryptoKey;
}

interface Issued {
  readonly certificateId: string;
  readonly certificate: string;
}

/** Has a new key certified (Sig1 or Sig2), by a signing request. */
export const certifyAt = async (
  origin: string,
  path: string,
  profile: string,
  subject: readonly (readonly [string, string])[],
): Promise<MemberKey> => {
  const { privateJwk } = await generateSigningKey('ES256');
  const privateKey = createPrivateKey({ key: privateJwk as JsonWebKey, format: 'jwk' });
  const csr = await createCertificateRequest(signerOf(privateKey), {
    subject: DistinguishedName.of(subject as never),
  });
  const url = `${origin}${path}/certificates/${profile}`;
  const issued = flow.demand(await flow.call<Issued>('POST', url, { body: { csr } }), 201, profile);
  const [leaf] = parseCertificates(issued.certificate);
  const issuing = await fetch(`${origin}/directory/pki/sandbox/ecdsa-issuing.pem`);
  const above = await issuing.text();
  const by = { leaf: leaf!, intermediates: parseCertificates(above) };
  const key = certifiedKey(await importSigningKey(privateJwk, 'ES256'), by);
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  return {
    ...key,
    files: { key: pem, certificate: `${issued.certificate}${above}` },
    forJose: (await importJWK(privateJwk, 'ES256')) as CryptoKey,
  };
};
