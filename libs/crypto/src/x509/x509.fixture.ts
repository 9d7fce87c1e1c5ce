import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Certificate } from './certificate/certificate.js';
import type { CertificateSigner } from './certificate/signature-algorithms.js';
import { signerOf } from './certificate/signer.js';
import {
  issueCertificate,
  type NewCertificate,
  newSerial,
  selfSignedCertificate,
} from './issuing/issue-certificate.js';
import { DistinguishedName } from './names/distinguished-name.js';

/** When the specs take place. */
export const NOW = new Date('2026-11-26T12:00:00Z');

/** Days after (or before) that. */
export const day = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

/** Somebody with a certificate and its key. */
export interface Party {
  readonly certificate: Certificate;
  readonly signer: CertificateSigner;
  readonly privateKey: KeyObject;
}

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export const p256 = (): Keys => generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const rsa = (modulusLength = 2048): Keys => generateKeyPairSync('rsa', { modulusLength });

type Wishes = Partial<NewCertificate> & {
  readonly keys?: Keys;
  readonly hash?: 'sha256' | 'sha384' | 'sha512';
};

const requestOf = (name: string, { keys = p256(), hash, ...wishes }: Wishes) => {
  const subject = DistinguishedName.of([
    ['C', 'AE'],
    ['O', 'Acme'],
    ['CN', name],
  ]);
  const validity = { notBefore: day(-1), notAfter: day(390) };
  const request = { subject, publicKey: keys.publicKey, serial: newSerial(), ...validity, ...wishes };
  const signer = () => signerOf(keys.privateKey, hash);
  return { request, keys, signer };
};

/** A root of its own. */
export const root = async (name = 'Root', wishes: Wishes = {}): Promise<Party> => {
  const { request, keys, signer } = requestOf(name, { notBefore: day(-365), notAfter: day(3650), ...wishes });
  const certificate = await selfSignedCertificate(signer(), { purpose: 'ca', ...request });
  return { certificate, signer: signer(), privateKey: keys.privateKey };
};

/** An authority under another. */
export const authority = (issuer: Party, name = 'Issuing CA', wishes: Wishes = {}): Promise<Party> =>
  leaf(issuer, name, { purpose: 'ca', notBefore: day(-100), notAfter: day(1000), ...wishes });

/** A certificate of an authority; for signing, unless the wishes say otherwise. */
export const leaf = async (issuer: Party, name = 'app', wishes: Wishes = {}): Promise<Party> => {
  const { request, keys, signer } = requestOf(name, wishes);
  const certificate = await issueCertificate(issuer, { purpose: 'signing', ...request });
  return { certificate, signer: signer(), privateKey: keys.privateKey };
};
