import { Refused } from '#event-sourcing';
import { type Claims, statusReference, type StatusReference, Untrusted } from '#crypto';

/** A software statement whose signature is good, with the claims that registration goes by. */
export interface SoftwareStatement {
  readonly issuer: string;
  readonly jti: string;
  readonly kid: string;
  /** Seconds since the epoch. */
  readonly issuedAt: number;
  readonly expiresAt?: number;
  readonly environment: string;
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly lei: string;
    readonly status: string;
  };
  readonly software: {
    readonly id: string;
    readonly name: string;
    readonly version?: string;
    readonly uri?: string;
    /** LEI of the entity that a third party's software acts for (MEF 128 §6.3, Model 2). */
    readonly onBehalfOf?: string;
  };
  readonly roles: readonly string[];
  readonly redirectUris: readonly string[];
  readonly jwksUri: string;
  /** Where its own status is told, if it says (Token Status List §6). */
  readonly status?: StatusReference;
}

/** Reads the claims of a statement. Throws `Refused('statement-incomplete')` when one is missing or of the wrong type. */
export const readStatement = (claims: Claims, kid: string): SoftwareStatement => ({
  issuer: text(claims, 'iss'),
  jti: text(claims, 'jti'),
  kid,
  issuedAt: seconds(claims, 'iat'),
  ...(claims.exp !== undefined && { expiresAt: seconds(claims, 'exp') }),
  environment: text(claims, 'software_environment'),
  organisation: {
    id: text(claims, 'org_id'),
    name: text(claims, 'org_name'),
    lei: text(claims, 'org_lei'),
    status: text(claims, 'org_status'),
  },
  software: {
    id: text(claims, 'software_id'),
    name: text(claims, 'software_client_name'),
    ...optional('version', claims['software_version']),
    ...optional('uri', claims['software_client_uri']),
    ...optional('onBehalfOf', claims['software_on_behalf_of_org']),
  },
  roles: texts(claims, 'software_roles'),
  redirectUris: texts(claims, 'software_redirect_uris'),
  jwksUri: text(claims, 'software_jwks_endpoint'),
  ...statusOf(claims),
});

const longest = 2000;

const text = (claims: Claims, name: string): string => {
  const value = claims[name];
  if (typeof value !== 'string' || value === '' || value.length > longest)
    throw new Refused('statement-incomplete', { claim: name });
  return value;
};

const texts = (claims: Claims, name: string): readonly string[] => {
  const value = claims[name];
  const good = Array.isArray(value) && value.length <= 50 && value.every((one) => typeof one === 'string');
  if (!good) throw new Refused('statement-incomplete', { claim: name });
  return value as string[];
};

const seconds = (claims: Claims, name: string): number => {
  const value = claims[name];
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new Refused('statement-incomplete', { claim: name });
  return value;
};

// Some directories have a `status` of their own, a word: only one that refers to a list is followed.
const statusOf = (claims: Claims): { readonly status?: StatusReference } => {
  const { status } = claims as { readonly status?: unknown };
  if (typeof status !== 'object' || status === null || !('status_list' in status)) return {};
  try {
    return { status: statusReference({ status })! };
  } catch (error) {
    throw error instanceof Untrusted ? new Refused('statement-incomplete', { claim: 'status' }) : error;
  }
};

// Directories write versions as text or as numbers; both are told on as text.
const optional = (
  name: 'version' | 'uri' | 'onBehalfOf',
  value: unknown,
): Readonly<Record<string, string>> =>
  (typeof value === 'string' && value !== '' && value.length <= longest) || typeof value === 'number'
    ? { [name]: String(value) }
    : {};
