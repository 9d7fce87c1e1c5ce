import { randomBytes } from 'node:crypto';
import { sha256 } from '../hash.js';

/** The claims of an SD-JWT before it is signed, and the disclosures that go after it. */
export interface HiddenClaims {
  readonly claims: Record<string, unknown>;
  readonly disclosures: readonly string[];
}

/** Puts digests in the place of named top-level claims (RFC 9901 §4.2), which the holder then discloses or not. */
export const hideClaims = async (
  claims: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Promise<HiddenClaims> => {
  // Loaded when something is first issued, so that other services do not pay for it.
  const { pack } = await import('@sd-jwt/core');
  const hash = {
    alg: 'sha-256',
    hasher: (data: string | ArrayBuffer) => sha256(Buffer.from(data as string)),
  };
  const salt = (bytes: number): string => randomBytes(bytes).toString('base64url');
  const { packedClaims, disclosures } = await pack({ ...claims }, { _sd: [...names] } as never, hash, salt);
  return {
    claims: { ...(packedClaims as Record<string, unknown>), _sd_alg: 'sha-256' },
    disclosures: disclosures.map((disclosure) => disclosure.encode()),
  };
};

/** The text of an SD-JWT without a proof of its holder (RFC 9901 §4). */
export const joinSdJwt = (jwt: string, disclosures: readonly string[]): string =>
  [jwt, ...disclosures, ''].join('~');
