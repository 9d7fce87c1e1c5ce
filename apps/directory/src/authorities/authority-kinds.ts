import { DistinguishedName } from '#crypto';
import type { Environment, Profile } from '../certificates/profile.js';
import type { AuthorityFamily } from './authority.decider.js';

/** Of the two authorities of a family: the root, which signs the other alone, and the one that issues. */
export type AuthorityRole = 'root' | 'issuing';

export const families: readonly AuthorityFamily[] = ['ecdsa', 'rsa', 'public'];
export const roles: readonly AuthorityRole[] = ['root', 'issuing'];

/** Which family signs a certificate: that of its key, but for servers that browsers open. */
export const familyFor = ({ issuer }: Profile, keyType: string): AuthorityFamily => {
  if (issuer === 'public') return 'public';
  return keyType === 'RSA' ? 'rsa' : 'ecdsa';
};

/** How the keys of a family are made, and which hash they sign over. */
export const recipes = {
  ecdsa: {
    root: { type: 'ec', options: { namedCurve: 'P-384' }, hash: 'sha384' },
    issuing: { type: 'ec', options: { namedCurve: 'P-256' }, hash: 'sha256' },
  },
  // UAE: sha512WithRSA.
  rsa: {
    root: { type: 'rsa', options: { modulusLength: 3072 }, hash: 'sha512' },
    issuing: { type: 'rsa', options: { modulusLength: 3072 }, hash: 'sha512' },
  },
  public: {
    root: { type: 'ec', options: { namedCurve: 'P-384' }, hash: 'sha384' },
    issuing: { type: 'ec', options: { namedCurve: 'P-256' }, hash: 'sha256' },
  },
} as const;

const titles = { ecdsa: 'Trust Framework ECDSA', rsa: 'Trust Framework RSA', public: 'Public Stand-in' };
const roleTitles = { root: 'Root', issuing: 'Issuing' };
const places = { sandbox: 'Sandbox', production: 'Production' };

/** Such as `Assent Sandbox Trust Framework RSA Issuing CA - G1`. */
export const authorityTitle = (
  environment: Environment,
  family: AuthorityFamily,
  role: AuthorityRole,
): string => `Assent ${places[environment]} ${titles[family]} ${roleTitles[role]} CA - G1`;

/** The name says where it is good for nothing: whoever meets such a certificate elsewhere shall see where it came from. */
export const authorityName = (title: string): DistinguishedName =>
  DistinguishedName.of([
    ['O', 'Assent'],
    ['OU', 'Of a sandbox, trusted nowhere else'],
    ['CN', title],
  ]);
