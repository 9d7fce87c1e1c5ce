import { Inject, Injectable } from '@nestjs/common';
import { ServerKeys } from '#oauth';
import { CoreSettings } from '#service';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import type { Issued } from '../authorization/authorization.state.js';
import { Clients } from './clients.js';
import { idTokenClaims } from './id-token.js';

/** Signs the id_token of an authorization response, and encrypts it, as the client registered it. */
@Injectable()
export class IdTokens {
  constructor(
    private readonly keys: ServerKeys,
    private readonly clients: Clients,
    private readonly core: CoreSettings,
    @Inject(authorizationSettings.token) private readonly settings: AuthorizationSettings,
  ) {}

  /**
   * `beside` is what the id_token vouches for.
   * Throws `Refused('client-gone' | 'client-suspended' | 'no-encryption-key' | 'jwks-unavailable')`.
   */
  async sign(
    state: Issued,
    beside: { readonly code: string; readonly accessToken?: string },
    now: Date,
  ): Promise<string> {
    const client = await this.clients.active(state.clientId);
    const alg = client.idTokenSignedResponseAlg;
    const { person, clientId, nonce, hints, authorizedIntentIds: intentIds } = state;
    const facts = {
      ...person,
      issuer: this.core.issuer,
      clientId,
      intentIds,
      ...(nonce !== undefined && { nonce }),
      ...(hints?.state !== undefined && { state: hints.state }),
      ...beside,
    };
    const claims = idTokenClaims(facts, { alg, now, lifetime: this.settings.idTokenLifetime });
    const { jwt } = await this.keys.sign(alg, { typ: 'JWT' }, claims);
    return this.clients.encrypt(client, jwt);
  }
}
