import { parseUrl } from '#service';

/** Someone whose statements are believed, and on which terms. */
export interface TrustedIssuer {
  /** Its `iss`, byte for byte. */
  readonly issuer: string;
  readonly jwksUri: string;
  /** Profile of the clients it vouches for. */
  readonly profile: (typeof profiles)[number];
  /** Whether one piece of software may have several clients. */
  readonly clientsPerSoftware: 'one' | 'many';
}

const profiles = ['mef-128', 'w128-guide', 'mef-w128', 'fapi1-advanced', 'fapi2', 'uae-api-hub'] as const;

/** A JSON list of `{issuer, jwksUri, profile?, clientsPerSoftware?}`. Throws an Error for the operator. */
export const parseTrustedIssuers = (text: string): readonly TrustedIssuer[] => {
  const list = parseJson(text);
  if (!Array.isArray(list) || list.length === 0)
    throw new Error('must be a JSON list of at least one issuer');
  return list.map(entry);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('must be JSON');
  }
};

const entry = (value: unknown): TrustedIssuer => {
  const {
    issuer,
    jwksUri,
    profile = 'mef-128',
    clientsPerSoftware = 'one',
  } = value as Record<string, unknown>;
  if (typeof issuer !== 'string' || issuer === '') throw new Error('each issuer needs `issuer`');
  if (typeof jwksUri !== 'string') throw new Error('each issuer needs `jwksUri`');
  if (!profiles.some((name) => name === profile)) throw new Error(`profile is one of ${profiles.join(', ')}`);
  if (clientsPerSoftware !== 'one' && clientsPerSoftware !== 'many')
    throw new Error('clientsPerSoftware is one or many');
  return {
    issuer,
    jwksUri: parseUrl(jwksUri),
    profile: profile as TrustedIssuer['profile'],
    clientsPerSoftware,
  };
};
