import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { Replicas } from '#replicas';
import { CoreSettings } from '#service';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import type { Issued } from '../authorization/authorization.state.js';
import { idTokenClaims } from './id-token.js';

/** Signs the id_token of an authorization response with the algorithm that the client registered. */
@Injectable()
export class IdTokens {
  constructor(
    private readonly keys: ServerKeys,
    private readonly replicas: Replicas,
    private readonly core: CoreSettings,
    @Inject(authorizationSettings.token) private readonly settings: AuthorizationSettings,
  ) {}

  /** `beside` is what the id_token vouches for. Throws `Refused('client-gone')`. */
  async sign(
    state: Issued,
    beside: { readonly code: string; readonly accessToken?: string },
    now: Date,
  ): Promise<string> {
    const client = (await this.replicas.get('client', state.clientId))?.view;
    if (client?.status !== 'active') throw new Refused('client-gone');
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
    return (await this.keys.sign(alg, { typ: 'JWT' }, claims)).jwt;
  }
}
