import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import {
  type Certificate,
  type CertificateSigner,
  issueCertificate,
  type KeyEncryptionKey,
  newSerial,
  selfSignedCertificate,
  signerOf,
} from '#crypto';
import type { Environment } from '../certificates/profile.js';
import { addressesOf } from './addresses.js';
import type { AuthorityFamily, AuthorityPair, StoredAuthority } from './authority.decider.js';
import { authorityName, type AuthorityRole, authorityTitle, recipes } from './authority-kinds.js';
import { sealAuthorityKey } from './sealed-authority-key.js';

/** What a new pair is made for, and with. */
export interface NewAuthority {
  readonly environment: Environment;
  readonly family: AuthorityFamily;
  readonly keyEncryptionKey: KeyEncryptionKey;
  readonly at: Date;
  /** Identifier of the directory, below which its authorities publish. */
  readonly directory: string;
}

/** An authority in the making. */
interface Draft {
  readonly title: string;
  readonly privateKey: KeyObject;
  readonly signer: CertificateSigner;
}

const YEARS: Readonly<Record<AuthorityRole, number>> = { root: 20, issuing: 10 };

/** A root and the issuing authority under it; a private key leaves this function encrypted or not at all. */
export const makeAuthority = async (wanted: NewAuthority): Promise<AuthorityPair> => {
  const { environment, family } = wanted;
  const [root, issuing] = await Promise.all([draft(wanted, 'root'), draft(wanted, 'issuing')]);
  const anchor = await selfSignedCertificate(root.signer, certificateOf(root, wanted, 'root'));
  const certificate = await issueCertificate(
    { certificate: anchor, signer: root.signer },
    {
      ...certificateOf(issuing, wanted, 'issuing'),
      publicKey: issuing.signer.publicKey,
      ...addressesOf(wanted.directory, { environment, family, role: 'root' }),
    },
  );
  return {
    environment,
    family,
    root: stored(root, anchor, wanted),
    issuing: stored(issuing, certificate, wanted),
  };
};

const draft = async ({ environment, family }: NewAuthority, role: AuthorityRole): Promise<Draft> => {
  const { type, options, hash } = recipes[family][role];
  const { privateKey } = await newKeyPair(type, options);
  return {
    title: authorityTitle(environment, family, role),
    privateKey,
    signer: signerOf(privateKey, hash),
  };
};

// RSA is made in a thread of its own.
const newKeyPair = promisify(generateKeyPair) as (
  type: string,
  options: object,
) => Promise<{ readonly privateKey: KeyObject }>;

const certificateOf = ({ title }: Draft, { at }: NewAuthority, role: AuthorityRole) => {
  const notBefore = new Date(Math.floor(at.getTime() / 1000) * 1000 - CLOCKS_DIFFER_MS);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS[role]);
  const subject = authorityName(title);
  const pathLength = role === 'root' ? 1 : 0;
  return { subject, notBefore, notAfter, serial: newSerial(), purpose: 'ca', pathLength } as const;
};

const CLOCKS_DIFFER_MS = 3_600_000;

const stored = (
  { title, privateKey }: Draft,
  certificate: Certificate,
  { keyEncryptionKey }: NewAuthority,
): StoredAuthority => ({
  name: title,
  certificate: Buffer.from(certificate.der).toString('base64'),
  privateKey: sealAuthorityKey(privateKey, certificate.id, keyEncryptionKey),
});
