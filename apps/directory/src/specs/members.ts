import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createCertificateRequest, DistinguishedName, signerOf } from '#crypto';
import type { Profile } from '../certificates/profile.js';
import type { RunningDirectory } from './running-directory.js';

/** An organisation with software in one environment. */
export interface Member {
  readonly organisationId: string;
  readonly legalName: string;
  readonly lei: string;
  readonly softwareId: string;
  readonly environment: 'sandbox' | 'production';
}

const leis: Readonly<Record<string, string>> = {
  Meridian: '969500MERIDIANCLD082',
  Racing: '5493001KJTIIGC8Y1R12',
  Other: '254900MERIDIANCLDS79',
};

/** Enrols one, with software of this name. */
export const enrolMember = async (
  directory: RunningDirectory,
  name: 'Meridian' | 'Racing' | 'Other',
  environment: 'sandbox' | 'production' = 'sandbox',
): Promise<Member> => {
  const legalName = `${name} Networks Ltd`;
  const lei = leis[name]!;
  const { organisationId } = await read<{ organisationId: string }>(
    directory.post('/organisations', { legalName, lei, country: 'AE' }),
  );
  const { softwareId } = await read<{ softwareId: string }>(
    directory.post(`/organisations/${organisationId}/software`, {
      name: `${name} ${environment}`,
      description: '',
      version: '1.0.0',
      uri: 'http://localhost/',
      environment,
      roles: ['BUYER'],
      redirectUris: ['http://localhost/callback'],
    }),
  );
  return { organisationId, legalName, lei, softwareId, environment };
};

export const read = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;

/** Where a certificate of a profile is asked for. */
export const pathOf = ({ organisationId, softwareId }: Member, profile: Profile): string =>
  profile.subject === 'software'
    ? `/organisations/${organisationId}/software/${softwareId}/certificates/${profile.id}`
    : `/organisations/${organisationId}/certificates/${profile.id}`;

export const newKey = (type: 'RSA' | 'P-256' | 'P-384' | 'Ed25519' = 'P-256', bits = 2048): KeyObject => {
  if (type === 'RSA') return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey;
  if (type === 'Ed25519') return generateKeyPairSync('ed25519').privateKey;
  return generateKeyPairSync('ec', { namedCurve: type }).privateKey;
};

/** What a request is to say. */
export interface Wish {
  readonly key?: KeyObject;
  readonly names?: {
    readonly dns?: readonly string[];
    readonly ips?: readonly string[];
    readonly uris?: readonly string[];
  };
  /** In place of the right subject: attributes, the most general first. */
  readonly subject?: readonly (readonly [string, string])[];
}

export const subjectFor = (member: Member, profile: Profile): [string, string][] => [
  ['C', 'AE'],
  ['O', member.legalName],
  ['OU', member.organisationId],
  ['CN', profile.subject === 'software' ? member.softwareId : member.organisationId],
];

/** A request as the holder would make it, PEM. */
export const csrFor = (member: Member, profile: Profile, wish: Wish = {}): Promise<string> => {
  const { key = newKey(), subject = subjectFor(member, profile), names } = wish;
  const server =
    profile.serverNames === 'required' ? { dns: [`${profile.id.toLowerCase()}.example.com`] } : {};
  return createCertificateRequest(signerOf(key), {
    subject: DistinguishedName.of(subject),
    names: names ?? server,
  });
};
