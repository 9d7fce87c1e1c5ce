import type { PublicClient } from '#contracts';

/** A security profile, as data: what a client of it may and must do. */
export interface SecurityProfile {
  readonly name: PublicClient['profile'];
  readonly responseTypes: readonly string[];
  readonly responseModes: readonly string[];
  /** For request objects and client assertions. */
  readonly signingAlgorithms: readonly string[];
  readonly pkceRequired: (responseType: string) => boolean;
  readonly nonceRequired: boolean;
  /** Longest life of a request object, seconds between `nbf` and `exp`. */
  readonly requestObjectMaxLifetime: number;
  /** Longest life of a client assertion, seconds. */
  readonly assertionMaxLifetime: number;
  /** What `aud` of a client assertion may be. */
  readonly assertionAudience: 'issuer' | 'issuer-or-endpoint';
  readonly refreshTokenRotation: boolean;
}

const always = () => true;
const never = () => false;
/** Without an id_token as detached signature, PKCE is what binds the code to its request. */
const withoutIdToken = (responseType: string) => responseType === 'code';

export const profiles: Readonly<Record<SecurityProfile['name'], SecurityProfile>> = {
  /** MEF 128 R16, D8; PKCE and the limits on time are our hardening, from FAPI 1.0 Advanced. */
  'mef-128': {
    name: 'mef-128',
    responseTypes: ['code id_token', 'code id_token token', 'code'],
    responseModes: ['fragment', 'form_post', 'query'],
    signingAlgorithms: ['PS256', 'ES256', 'EdDSA'],
    pkceRequired: withoutIdToken,
    nonceRequired: true,
    requestObjectMaxLifetime: 3600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer-or-endpoint',
    refreshTokenRotation: true,
  },
  /** FAPI 1.0 Advanced §5.2.2 (2, 13, 14), §8.6. */
  'fapi1-advanced': {
    name: 'fapi1-advanced',
    responseTypes: ['code id_token'],
    responseModes: ['fragment', 'form_post'],
    signingAlgorithms: ['PS256', 'ES256'],
    pkceRequired: never,
    nonceRequired: true,
    requestObjectMaxLifetime: 3600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer-or-endpoint',
    refreshTokenRotation: true,
  },
  /** FAPI 2.0 Security Profile §5.3.2, §5.4.1: `aud` is the issuer alone, refresh tokens do not rotate. */
  fapi2: {
    name: 'fapi2',
    responseTypes: ['code'],
    responseModes: ['query', 'form_post'],
    signingAlgorithms: ['PS256', 'ES256', 'EdDSA'],
    pkceRequired: always,
    nonceRequired: false,
    requestObjectMaxLifetime: 3600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer',
    refreshTokenRotation: false,
  },
  /** UAE API Hub: PS256, `code` with PKCE S256, request objects of ten minutes. */
  'uae-api-hub': {
    name: 'uae-api-hub',
    responseTypes: ['code'],
    responseModes: ['query'],
    signingAlgorithms: ['PS256'],
    pkceRequired: always,
    nonceRequired: true,
    requestObjectMaxLifetime: 600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer',
    refreshTokenRotation: false,
  },
};

/** The profile a client was registered with. */
export const profileOf = (client: Pick<PublicClient, 'profile'>): SecurityProfile => profiles[client.profile];
