import { Injectable } from '@nestjs/common';
import type { PublicAuthorization, PublicClient, PublicIntent } from '#contracts';
import { Refused } from '#event-sourcing';
import { RequestContexts } from '#service';
import { consentedTerms, endOf } from '../grant/consented-terms.js';
import { IssueToken } from '../grant/grant.commands.js';
import { GrantLog } from '../grant/grant-log.js';
import { tokenExpiry } from '../minting/lifetimes.js';
import { Minting } from '../minting/minting.js';
import { Neighbours } from '../neighbours.js';
import { scopeWithin } from '../token-endpoint/scope.js';

export interface FrontChannelToken {
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: 'Bearer';
}

interface Consented {
  readonly authorization: PublicAuthorization;
  readonly client: PublicClient;
  readonly intents: readonly PublicIntent[];
}

/**
 * An access token that travels with the code, under the grant that the code redeems into. It is of use for reading alone:
 * what consumes an intent needs the resource token, which only the token endpoint gives.
 */
@Injectable()
export class FrontChannelIssuing {
  constructor(
    private readonly neighbours: Neighbours,
    private readonly minting: Minting,
    private readonly grants: GrantLog,
    private readonly contexts: RequestContexts,
  ) {}

  /** May be asked again until the code is redeemed. Throws `Refused`. */
  async issue(authorizationId: string, version: number): Promise<FrontChannelToken> {
    const context = this.contexts.create({ kind: 'service', id: 'authorization' });
    const now = new Date(context.at);
    const { authorization, client, intents } = await this.consented(authorizationId, version);
    const terms = consentedTerms(authorization, intents, {
      scope: scopeWithin(authorization.scope, client.scope),
      expiresAt: tokenExpiry(now, endOf(intents)),
    });
    const { response, issued } = await this.minting.mint({ terms, scope: terms.scope, now });
    const issue = { terms, scope: terms.scope, tokens: issued };
    await this.grants.execute(new IssueToken(context, 'front_channel', issue));
    return { access_token: response.access_token, expires_in: response.expires_in, token_type: 'Bearer' };
  }

  private async consented(authorizationId: string, version: number): Promise<Consented> {
    const authorization = await this.neighbours.authorization(authorizationId, version);
    if (authorization?.status !== 'granted') throw new Refused('consent-not-granted');
    const client = await this.neighbours.activeClient(authorization.clientId);
    if (!client) throw new Refused('consent-not-granted');
    const approved = authorization.intents.filter(({ decision }) => decision === 'approved');
    const intents = await this.neighbours.authorizedIntents(approved.map(({ intentId }) => intentId));
    if (intents.length === 0) throw new Refused('intent-not-authorized');
    return { authorization, client, intents };
  }
}
