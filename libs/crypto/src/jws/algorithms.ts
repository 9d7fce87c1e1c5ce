/** What we sign with, and what anyone may sign with for us (FAPI 1.0 Advanced §8.6; MEF 128 D8). */
export type SignatureAlgorithm = 'PS256' | 'ES256' | 'EdDSA';

export const signatureAlgorithms: readonly SignatureAlgorithm[] = ['PS256', 'ES256', 'EdDSA'];

/** `EdDSA` and, with its newer name, `Ed25519` (RFC 9864) are one algorithm here. */
const keyTypes: Readonly<Record<string, { readonly kty: string; readonly crv?: string }>> = {
  PS256: { kty: 'RSA' },
  RS256: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
};

/** The kind of key an algorithm needs; undefined for `none`, the HMACs, and all that nobody here should ask for. */
export const keyTypeOf = (alg: string): { readonly kty: string; readonly crv?: string } | undefined =>
  Object.hasOwn(keyTypes, alg) ? keyTypes[alg] : undefined;
