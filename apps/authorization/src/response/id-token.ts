import type { JWTPayload } from 'jose';
import { halfHash } from '#crypto';

/** What an id_token of the front channel says. */
export interface IdTokenFacts {
  readonly issuer: string;
  readonly clientId: string;
  readonly sub: string;
  readonly intentIds: readonly string[];
  readonly acr: string;
  readonly amr: readonly string[];
  readonly authTime: number;
  readonly nonce?: string;
  readonly state?: string;
  readonly code: string;
  readonly accessToken?: string;
}

/** How it is signed, and how long it lives. */
export interface IdTokenTerms {
  /** JOSE algorithm: its hash makes `c_hash`, `s_hash` and `at_hash`. */
  readonly alg: string;
  readonly now: Date;
  /** Seconds. */
  readonly lifetime: number;
}

/** The claims of the id_token that is the detached signature of an authorization response (FAPI 1.0 Advanced §5.1). */
export const idTokenClaims = (facts: IdTokenFacts, { alg, now, lifetime }: IdTokenTerms): JWTPayload => {
  const iat = Math.floor(now.getTime() / 1000);
  const [only, ...others] = facts.intentIds;
  return {
    iss: facts.issuer, // R31
    sub: facts.sub, // R32, R33: tokens repeats it from the same authorization
    aud: facts.clientId, // R35
    azp: facts.clientId, // O8, CR3
    exp: iat + lifetime, // R36
    iat, // R37
    auth_time: facts.authTime, // CR2
    acr: facts.acr, // R40, D4
    amr: facts.amr,
    meflso_intent_id: others.length === 0 ? only : facts.intentIds, // R34
    ...(facts.nonce !== undefined && { nonce: facts.nonce }), // R38, R39
    ...(facts.state !== undefined && { s_hash: halfHash(alg, facts.state) }), // D5
    ...(facts.accessToken !== undefined && { at_hash: halfHash(alg, facts.accessToken) }), // CR4
    c_hash: halfHash(alg, facts.code), // CR5
  };
};
