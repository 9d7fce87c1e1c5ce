import { Injectable } from '@nestjs/common';
import { isSdJwt, jwtKinds, keyBindingClaims, vpClaims } from '#crypto';
import { Clock } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { Clients } from '../response/clients.js';
import { SellerIdentity } from './seller-identity.js';

/** The Seller presents itself to a client that asks it to (MEF 128 R11): the other way round than at registration. */
@Injectable()
export class SellerPresentation {
  constructor(
    private readonly identity: SellerIdentity,
    private readonly keys: ServerKeys,
    private readonly clients: Clients,
    private readonly clock: Clock,
  ) {}

  /**
   * A `vp+jwt`, or an SD-JWT VC with `kb+jwt`, as the credential is. Its audience is the client: nobody can have it made for
   * another Seller, and pass for us there. Throws `Refused('client-gone' | 'client-suspended' | 'seller-without-credential')`.
   */
  async present(clientId: string, nonce: string): Promise<string> {
    const { clientId: audience } = await this.clients.active(clientId);
    const credential = await this.identity.credential();
    const asked = { audience, nonce, now: this.clock.now() };
    if (!isSdJwt(credential))
      return this.sign(jwtKinds.verifiablePresentation.typ, vpClaims(this.identity.did, [credential], asked));
    return `${credential}${await this.sign(jwtKinds.keyBinding.typ, keyBindingClaims(credential, asked))}`;
  }

  private async sign(typ: string, claims: Record<string, unknown>): Promise<string> {
    return (await this.keys.sign('ES256', { typ, did: this.identity.did }, claims)).jwt;
  }
}
