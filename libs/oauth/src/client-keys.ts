import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { PublicClient } from '#contracts';

export interface VerifiedJwt {
  readonly header: JWTHeaderParameters;
  readonly payload: JWTPayload;
}

/** Keys that clients publish at their `jwks_uri`: cached, SSRF-guarded, refetched for an unknown `kid` at most once a minute. */
export abstract class ClientKeys {
  /** Verifies signature and algorithm only. Throws `Refused('invalid-signature')`, `Refused('jwks-unavailable')`. */
  abstract verify(client: PublicClient, jwt: string, algorithms: readonly string[]): Promise<VerifiedJwt>;
}
