import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { CertificateTrust, type CertifiedBy } from './certificate-trust.js';
import { type CertifiedKey, certifiedKey } from './certified-key.js';
import type { Certificate } from '../x509/certificate/certificate.js';
import { signerOf } from '../x509/certificate/signer.js';
import type { CertificatePurpose } from '../x509/chain/purposes.js';
import type { Revocation } from '../x509/chain/revocation.js';
import { DistinguishedName } from '../x509/names/distinguished-name.js';
import { issueCertificate, newSerial, selfSignedCertificate } from '../x509/issuing/issue-certificate.js';
import { type KeyPair, importSigningKey } from '../jwk/signing-key.js';

export const now = new Date('2026-06-01T12:00:00Z');
export const seconds = now.getTime() / 1000;
/** So many seconds from now, negative for the past. */
export const at = (offset: number): Date => new Date(now.getTime() + offset * 1000);

const name = (text: string) => DistinguishedName.parse(text);
export const SUBJECT = 'CN=app,OU=org\\,1,O=Acme Telecom,C=AE';
const dates = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2027-01-01T00:00:00Z') };

interface Wish {
  readonly purpose?: CertificatePurpose;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly subject?: string;
}

/** A trust framework of a root and an issuing authority, and a register of what it has revoked. */
export const makeFramework = async (issuing = 'Issuing') => {
  const [root, authority] = [generateKeyPairSync('ed25519'), generateKeyPairSync('ed25519')];
  const rootSigner = signerOf(root.privateKey);
  const anchor = await selfSignedCertificate(rootSigner, {
    ...dates,
    subject: name(`CN=${issuing} Root,C=AE`),
    serial: newSerial(),
    purpose: 'ca',
  });
  const issuer = await issueCertificate(
    { certificate: anchor, signer: rootSigner },
    {
      ...dates,
      subject: name(`CN=${issuing},C=AE`),
      serial: newSerial(),
      purpose: 'ca',
      publicKey: authority.publicKey,
    },
  );
  const revoked = new Map<string, Revocation>();
  const trust = new CertificateTrust({
    anchors: () => [anchor],
    revocation: { of: async ({ id }) => revoked.get(id) ?? { status: 'good' } },
  });
  const certify = async (pair: KeyPair, wish: Wish = {}): Promise<CertifiedBy> => ({
    leaf: await issueCertificate(
      { certificate: issuer, signer: signerOf(authority.privateKey) },
      {
        ...dates,
        ...wish,
        subject: name(wish.subject ?? SUBJECT),
        serial: newSerial(),
        purpose: wish.purpose ?? 'signing',
        publicKey: publicKeyOf(pair),
      },
    ),
    intermediates: [issuer],
  });
  return { anchor, issuer, revoked, trust, certify };
};

const publicKeyOf = ({ publicJwk }: KeyPair) => {
  const { kty, crv, n, e, x, y } = publicJwk;
  const key = JSON.parse(JSON.stringify({ kty, crv, n, e, x, y })) as JsonWebKey;
  return createPublicKey({ key, format: 'jwk' });
};

/** The key of a pair under a certificate of its own. */
export const certified = async (pair: KeyPair, by: CertifiedBy): Promise<CertifiedKey> =>
  certifiedKey(await importSigningKey(pair.privateJwk, pair.alg), by);

/** What a directory publishes of one certificate. */
export const published = (pair: KeyPair, { leaf, intermediates }: CertifiedBy) => ({
  ...pair.publicJwk,
  kid: leaf.id,
  x5c: [leaf, ...intermediates].map(({ der }: Certificate) => Buffer.from(der).toString('base64')),
  'x5t#S256': leaf.id,
});
