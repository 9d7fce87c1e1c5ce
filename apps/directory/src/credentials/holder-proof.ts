import { Injectable } from '@nestjs/common';
import { assertClaims, jwtKinds, sha256Base64url, signatureAlgorithms, Untrusted, verifyJwt } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { Identifiers } from '#oauth';
import { DirectoryNames } from './names.js';

/** Seconds for which a proof is good. */
const MAX_AGE = 300;

/**
 * Whether whoever has an identifier elsewhere agrees to be named in a credential: a JWT (`openid4vci-proof+jwt`) with the
 * directory as audience, signed with a key that the identifier has for authentication.
 */
@Injectable()
export class HolderProofs {
  constructor(
    private readonly identifiers: Identifiers,
    private readonly names: DirectoryNames,
    private readonly clock: Clock,
  ) {}

  /** The name of the proof, for counting it once. Throws `Refused('holder-proof-refused' | 'identifier-unavailable')`. */
  async verify(subject: string, proof: string): Promise<string> {
    try {
      const key = async (header: { readonly alg: string; readonly kid?: string }) =>
        (await this.identifiers.resolve(subject, header.kid)).find('authentication')(header);
      const { claims } = await verifyJwt(
        proof,
        { key, algorithms: signatureAlgorithms },
        jwtKinds.holderProof,
      );
      const now = this.clock.now();
      assertClaims(claims, {
        now,
        issuer: subject,
        audiences: [this.names.did, this.names.base],
        maxAge: MAX_AGE,
      });
      return sha256Base64url(`${subject}\n${claims.jti}`);
    } catch (error) {
      if (!(error instanceof Untrusted)) throw error;
      throw new Refused('holder-proof-refused', { cause: error.reason });
    }
  }
}
