import type { JWTHeaderParameters, JWTPayload } from 'jose';
import type { PublicClient } from '#contracts';
import { type JwtKind, Untrusted, assertKind, readClaims, verifyJws } from '#crypto';
import { Refused } from '#event-sourcing';
import type { RemoteKeys } from './remote-keys.js';

export interface VerifiedJwt {
  readonly header: JWTHeaderParameters;
  readonly payload: JWTPayload;
}

/** Keys that clients publish at their `jwks_uri`: cached, SSRF-guarded, refetched for an unknown `kid` at most once a minute. */
export class ClientKeys {
  constructor(private readonly keys: RemoteKeys) {}

  /**
   * Verifies signature and algorithm, and the kind of JWT if one is given; the claims are left to the caller.
   * Throws `Refused('invalid-signature')` with a `cause`, `Refused('jwks-unavailable')`.
   */
  async verify(
    client: PublicClient,
    jwt: string,
    algorithms: readonly string[],
    kind?: JwtKind,
  ): Promise<VerifiedJwt> {
    try {
      const { header, payload } = await verifyJws(jwt, { key: this.keys.at(client.jwksUri), algorithms });
      const claims = readClaims(payload);
      if (kind) assertKind(header, claims, kind);
      return { header: header as JWTHeaderParameters, payload: claims };
    } catch (error) {
      if (error instanceof Untrusted) throw new Refused('invalid-signature', { cause: error.reason });
      throw error;
    }
  }
}
