import { Injectable } from '@nestjs/common';
import {
  assertClaims,
  type ClaimRules,
  type Claims,
  jwtKinds,
  sha256Base64url,
  signatureAlgorithms,
  Untrusted,
} from '#crypto';
import { type Claim, type Context, Refused } from '#event-sourcing';
import { ClientKeys } from '#oauth';
import { CoreSettings } from '#service';
import { publicClient } from './client/client.js';
import type { RegisteredClient } from './client/client.state.js';

/** Seconds that an assertion may live. */
const longest = 300;

/**
 * Proof of a client's key by an assertion (RFC 7523 §3) for this endpoint alone. Other services remember the assertions
 * that were sent to them, and know nothing of those that were sent here: so none of theirs may be of use here.
 */
@Injectable()
export class ClientProof {
  constructor(
    private readonly keys: ClientKeys,
    private readonly core: CoreSettings,
  ) {}

  /** Gives the `jti` to claim with the effect. Throws `Refused('assertion-not-valid')`. */
  async verify(client: RegisteredClient, assertion: string, { at }: Context): Promise<Claim> {
    const { clientId } = client;
    const audience = `${this.core.issuer}/register`;
    const rules = { now: new Date(at), issuer: clientId, maxSecondsToExpiry: longest };
    const { jti, exp } = await this.claimsOf(client, assertion, { ...rules, audience }).catch(refuse);
    const expiresAt = new Date((Number(exp) + 60) * 1000).toISOString();
    const key = sha256Base64url(JSON.stringify([clientId, jti]));
    return { scope: 'client-assertion', key, expiresAt };
  }

  private async claimsOf(
    client: RegisteredClient,
    assertion: string,
    { audience, ...rules }: ClaimRules & { readonly audience: string },
  ): Promise<Claims> {
    const kind = jwtKinds.clientAssertion;
    const { payload } = await this.keys.verify(publicClient(client), assertion, signatureAlgorithms, kind);
    assertClaims(payload, rules);
    if (![payload.aud].flat().every((one) => one === audience)) throw new Untrusted('wrong-audience');
    if (payload.sub !== client.clientId) throw new Untrusted('wrong-subject'); // RFC 7523 §3
    return payload;
  }
}

const refuse = (problem: unknown): never => {
  const theirs = problem instanceof Untrusted || problem instanceof Refused;
  if (problem instanceof Refused && problem.reason === 'jwks-unavailable') throw problem;
  throw theirs ? new Refused('assertion-not-valid') : problem;
};
