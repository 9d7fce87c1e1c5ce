import 'reflect-metadata'; // what @peculiar/x509 is built on looks for it
import { generateKeyPairSync, type KeyObject, webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';
import { profileOf } from '../../certificates/profiles.js';
import { csrFor, enrolMember, type Member, newKey, pathOf, read, type Wish } from '../members.js';
import { runDirectory, type RunningDirectory } from '../running-directory.js';

/** Members with certificates, against whom hostile requests go. */
export interface World {
  readonly directory: RunningDirectory;
  readonly member: Member;
  readonly production: Member;
  readonly other: Member;
  readonly suspended: Member;
  /** A key that has a certificate, and the certificate. */
  readonly used: { readonly key: KeyObject; readonly certificateId: string; readonly certificate: string };
  readonly revoked: string;
  readonly ofOther: string;
  /** A key that software published by itself. */
  readonly bareKey: KeyObject;
}

/** Everything that is there before; from here on nothing may change. */
export const makeWorld = async (): Promise<World> => {
  const directory = await runDirectory();
  const member = await enrolMember(directory, 'Meridian');
  const production = await enrolMember(directory, 'Meridian', 'production');
  const other = await enrolMember(directory, 'Racing');
  const suspended = await enrolMember(directory, 'Other');
  const key = newKey();
  const used = { key, ...(await issue(directory, member, 'C1', { key })) };
  const { certificateId: revoked } = await issue(directory, member, 'C1');
  const { certificateId: ofOther } = await issue(directory, other, 'S4', {
    names: { dns: ['taken.example.com'] },
  });
  await issue(directory, member, 'C1', { key: newKey('RSA') });
  const bareKey = newKey();
  const jwk = bareKey.export({ format: 'jwk' });
  const { kty, crv, x, y } = jwk;
  const software = `/organisations/${member.organisationId}/software/${member.softwareId}`;
  await directory.post(`${software}/keys`, { jwk: { kty, crv, x, y } });
  await put(directory, `/organisations/${member.organisationId}/certificates/${revoked}/revocation`, {
    reason: 'superseded',
  });
  await put(directory, `/organisations/${suspended.organisationId}/suspension`, { reason: 'fees' });
  return { directory, member, production, other, suspended, used, revoked, ofOther, bareKey };
};

const issue = async (directory: RunningDirectory, member: Member, profile: string, wish: Wish = {}) => {
  const wanted = profileOf(profile)!;
  const csr = await csrFor(member, wanted, wish);
  return read<{ certificateId: string; certificate: string }>(
    directory.post(pathOf(member, wanted), { csr }),
  );
};

const put = ({ issuer }: RunningDirectory, path: string, body: object): Promise<Response> =>
  fetch(`${issuer}/directory${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A request of a key that our own code would not even sign with. */
export const weakCsr = async (modulusLength: number, hash: string): Promise<string> => {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash,
  };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: 'CN=anybody',
    keys,
    signingAlgorithm: algorithm as never,
  });
  return request.toString('pem');
};

/** The same request with its bytes changed. */
export const forged = (pem: string, change: (bytes: Buffer) => Buffer): string => {
  const bytes = change(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'));
  return `-----BEGIN CERTIFICATE REQUEST-----\n${bytes.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;
};

export const publicJwk = (type: 'rsa' | 'ed25519', bits = 2048): object =>
  type === 'rsa'
    ? generateKeyPairSync('rsa', { modulusLength: bits }).publicKey.export({ format: 'jwk' })
    : generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' });
