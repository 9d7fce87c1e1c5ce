import { Injectable } from '@nestjs/common';
import { opaqueId } from '#crypto';
import { Refused } from '#event-sourcing';
import { Clients } from '../clients.js';
import { consentedTerms, endOf } from '../grant/consented-terms.js';
import { IssueToken, RedeemCode, RotateRefreshToken } from '../grant/grant.commands.js';
import type { GrantTerms } from '../grant/grant.events.js';
import type { GrantOutcome } from '../grant/grant.handlers.js';
import { GrantLog } from '../grant/grant-log.js';
import { tokenExpiry } from '../minting/lifetimes.js';
import { type Batch, Minting, type TokenResponse } from '../minting/minting.js';
import type { Facts, GrantType } from './facts.js';

/**
 * The effect of a token request that passed its checks. Tokens are signed first and given away last: what makes them
 * good is the append between, which also uses up the client's assertion. Dying before the append leaves nothing behind;
 * dying after it leaves tokens that nobody holds, until their five minutes are over.
 */
@Injectable()
export class TokenIssuing {
  constructor(
    private readonly grants: GrantLog,
    private readonly minting: Minting,
    private readonly clients: Clients,
  ) {}

  issue(facts: Facts): Promise<TokenResponse> {
    return this.effects[facts.grantType](facts);
  }

  private readonly effects: Readonly<Record<GrantType, (facts: Facts) => Promise<TokenResponse>>> = {
    client_credentials: (facts) => this.forClient(facts),
    authorization_code: (facts) => this.forCode(facts),
    refresh_token: (facts) => this.forRefreshToken(facts),
  };

  private async forClient(facts: Facts): Promise<TokenResponse> {
    const { client, scope, now, claims, clientKid, sender } = facts;
    const terms: GrantTerms = {
      grantId: opaqueId(),
      grantType: 'client_credentials',
      clientId: client.clientId,
      scope,
      intentIds: [],
      expiresAt: tokenExpiry(now),
      ...(sender && { sender }),
    };
    const batch = await this.minting.mint({ terms, scope, now });
    const issue = { terms, scope, tokens: batch.issued, clientKid };
    await this.grants.execute(
      new IssueToken(this.clients.contextOf(facts), 'client_credentials', issue, claims),
    );
    return batch.response;
  }

  private async forCode(facts: Facts): Promise<TokenResponse> {
    const { client, authorization, scope, now, clientKid, sender } = facts;
    const refreshUntil = refreshEnd(facts);
    const expiresAt = refreshUntil ?? tokenExpiry(now, endOf(facts.intents));
    const terms = consentedTerms(authorization, facts.intents, {
      scope,
      expiresAt,
      ...(sender && { sender }),
    });
    const batch = await this.minting.mint({
      terms,
      scope,
      now,
      intents: facts.intents,
      ...(scope.split(' ').includes('openid') && { identity: { client, authorization } }),
      ...(refreshUntil && { refreshUntil }),
    });
    const command = new RedeemCode(
      this.clients.contextOf(facts),
      {
        terms,
        scope,
        tokens: batch.issued,
        clientKid,
        codeExpiresAt: authorization.codeExpiresAt!,
        ...(batch.refresh && { refresh: batch.refresh }),
      },
      facts.claims,
    );
    return this.give(batch, await this.grants.execute(command), 'invalid-code');
  }

  private async forRefreshToken(facts: Facts): Promise<TokenResponse> {
    const { grant, intents, scope, now, presented, clientKid, claims, sender } = facts;
    const refreshUntil = endOf(intents);
    const intentIds = intents.map(({ intentId }) => intentId);
    const terms = { ...grant.terms, intentIds, expiresAt: refreshUntil, ...(sender && { sender }) };
    const batch = await this.minting.mint({ terms, scope, now, intents, refreshUntil });
    const rotation = { terms, scope, tokens: batch.issued, clientKid, presented, refresh: batch.refresh! };
    const command = new RotateRefreshToken(this.clients.contextOf(facts), rotation, claims);
    return this.give(batch, await this.grants.execute(command), 'invalid-refresh-token');
  }

  // A use that lost the race ended the grant: durable, and refused all the same.
  private give(batch: Batch, outcome: GrantOutcome, reason: string): TokenResponse {
    if (outcome.state.status !== 'active') throw new Refused(reason);
    return batch.response;
  }
}

/** A refresh token lives as long as the recurring consent, and no longer; none for what may be done once. */
const refreshEnd = ({ client, intents }: Facts): string | undefined => {
  const recurring = intents.filter(({ usage }) => usage === 'recurring');
  if (recurring.length === 0 || !client.grantTypes.includes('refresh_token')) return undefined;
  return endOf(recurring);
};
