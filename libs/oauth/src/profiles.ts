import type { PublicClient } from '#contracts';
import type { AuthenticationMethod } from './client-authentication/method.js';

/** A security profile, as data: what a client of it may and must do. */
export interface SecurityProfile {
  readonly name: PublicClient['profile'];
  readonly responseTypes: readonly string[];
  readonly responseModes: readonly string[];
  /** For request objects and client assertions. */
  readonly signingAlgorithms: readonly string[];
  /** Whether a JWE says the key it was encrypted to in `accessjwk` (MEF 128 R52). */
  readonly accessJwk: 'required' | 'optional';
  readonly pkceRequired: (responseType: string) => boolean;
  readonly nonceRequired: boolean;
  /** Longest life of a request object, seconds between `nbf` and `exp`. */
  readonly requestObjectMaxLifetime: number;
  /** Longest life of a client assertion, seconds. */
  readonly assertionMaxLifetime: number;
  /** What `aud` of a client assertion may be. */
  readonly assertionAudience: 'issuer' | 'issuer-or-endpoint';
  readonly refreshTokenRotation: boolean;
  /** How a client may prove who it is; a deployment that takes no certificates offers less. */
  readonly authenticationMethods: readonly AuthenticationMethod[];
  /** Whether every access token is bound to the client's certificate (RFC 8705 §3), or those of clients that register so. */
  readonly certificateBoundTokens: 'required' | 'optional';
  /** Whose certificates tokens are bound to: any that the client has the key of, or those that an authority vouches for. */
  readonly boundCertificates: 'any' | 'trusted';
  /** Whether each request has to be a message of a conversation (draft W128 §9), or may be. */
  readonly payloadAuthenticity: 'offered' | 'required';
}

const byAnyMethod = ['private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'] as const;
const always = () => true;
const never = () => false;
/** Without an id_token as detached signature, PKCE is what binds the code to its request. */
const withoutIdToken = (responseType: string) => responseType === 'code';

/** MEF 128 R16, D8; PKCE and the limits on time are our hardening, from FAPI 1.0 Advanced. */
const mef128 = {
  name: 'mef-128',
  responseTypes: ['code id_token', 'code id_token token', 'code'],
  responseModes: ['fragment', 'form_post', 'query'],
  signingAlgorithms: ['PS256', 'ES256', 'EdDSA'],
  accessJwk: 'required',
  pkceRequired: withoutIdToken,
  nonceRequired: true,
  requestObjectMaxLifetime: 3600,
  assertionMaxLifetime: 300,
  assertionAudience: 'issuer-or-endpoint',
  refreshTokenRotation: true,
  authenticationMethods: byAnyMethod,
  certificateBoundTokens: 'optional',
  boundCertificates: 'any',
  payloadAuthenticity: 'offered',
} as const satisfies SecurityProfile;

export const profiles: Readonly<Record<SecurityProfile['name'], SecurityProfile>> = {
  'mef-128': mef128,
  /**
   * The samples of the W128 developers' guide: RS256, which nothing but this profile takes, beside what MEF 128 recommends. For
   * Buyers whose software was written by them; FAPI 1.0 Advanced §8.6 and RFC 8725 §3.2 speak against it. It demands nothing
   * that `mef-128` does not: the payload authenticity of the same document is `mef-w128`.
   */
  'w128-guide': {
    ...mef128,
    name: 'w128-guide',
    signingAlgorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
  },
  /** MEF 128 with the payload authenticity of its draft (W128 §9, D18), and without the RS256 of the guide. */
  'mef-w128': { ...mef128, name: 'mef-w128', payloadAuthenticity: 'required' },
  /** FAPI 1.0 Advanced §5.2.2 (2, 5, 6, 13, 14), §8.6. */
  'fapi1-advanced': {
    name: 'fapi1-advanced',
    responseTypes: ['code id_token'],
    responseModes: ['fragment', 'form_post'],
    signingAlgorithms: ['PS256', 'ES256'],
    accessJwk: 'optional',
    pkceRequired: never,
    nonceRequired: true,
    requestObjectMaxLifetime: 3600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer-or-endpoint',
    refreshTokenRotation: true,
    authenticationMethods: byAnyMethod,
    certificateBoundTokens: 'required',
    boundCertificates: 'any',
    payloadAuthenticity: 'offered',
  },
  /** FAPI 2.0 Security Profile §5.3.2, §5.4.1: `aud` is the issuer alone, tokens are bound to their sender, refresh tokens do not rotate. */
  fapi2: {
    name: 'fapi2',
    responseTypes: ['code'],
    responseModes: ['query', 'form_post'],
    signingAlgorithms: ['PS256', 'ES256', 'EdDSA'],
    accessJwk: 'optional',
    pkceRequired: always,
    nonceRequired: false,
    requestObjectMaxLifetime: 3600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer',
    refreshTokenRotation: false,
    authenticationMethods: byAnyMethod,
    certificateBoundTokens: 'required',
    boundCertificates: 'any',
    payloadAuthenticity: 'offered',
  },
  /** UAE API Hub: PS256, `code` with PKCE S256, request objects of ten minutes; private_key_jwt over mutual TLS with C1. */
  'uae-api-hub': {
    name: 'uae-api-hub',
    responseTypes: ['code'],
    responseModes: ['query'],
    signingAlgorithms: ['PS256'],
    accessJwk: 'optional',
    pkceRequired: always,
    nonceRequired: true,
    requestObjectMaxLifetime: 600,
    assertionMaxLifetime: 300,
    assertionAudience: 'issuer',
    refreshTokenRotation: false,
    authenticationMethods: ['private_key_jwt'],
    certificateBoundTokens: 'required',
    boundCertificates: 'trusted',
    payloadAuthenticity: 'offered',
  },
};

/** The profile a client was registered with. */
export const profileOf = (client: Pick<PublicClient, 'profile'>): SecurityProfile => profiles[client.profile];

/** Whether the access tokens of a client are bound to its certificate. */
export const bindsTokens = (client: Pick<PublicClient, 'profile' | 'certificateBoundTokens'>): boolean =>
  profileOf(client).certificateBoundTokens === 'required' || client.certificateBoundTokens === true;
