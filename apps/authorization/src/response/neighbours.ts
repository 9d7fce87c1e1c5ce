import { Injectable } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { InternalClient } from '#service';
import type { Decided } from '../authorization/authorization.state.js';
import type { IntentContent } from '../pages/intent-content.js';

/** What intents answers: `authorized` is the only status that a code may be issued for. */
interface Confirmation {
  readonly decisions: readonly { readonly intentId: string; readonly status: string }[];
}

/** A token of the front channel (OIDC Core §3.3.2.5). */
export interface FrontChannelToken {
  readonly access_token: string;
  readonly expires_in: number;
  readonly token_type: string;
}

/** The questions that authorization asks its neighbours while a person waits. */
@Injectable()
export class Neighbours {
  constructor(private readonly internal: InternalClient) {}

  /** An intent with its payload, which nobody but its owner keeps. Throws `Refused('intent-gone')`. */
  async intent(intentId: string): Promise<IntentContent> {
    const path = `/internal/intents/${encodeURIComponent(intentId)}`;
    const intent = await this.internal.get<IntentContent>('intents', path);
    if (!intent) throw new Refused('intent-gone');
    return intent;
  }

  /** Tells intents, which alone knows whether an intent still waits; gives those that are authorized now. */
  async confirm({ authorizationId, person, decidedAt, decisions }: Decided): Promise<readonly string[]> {
    const { sub, acr } = person;
    const body = { authorizationId, sub, acr, at: decidedAt, decisions };
    const answer = await this.internal.post<Confirmation>('intents', '/internal/intents/decisions', body);
    return answer.decisions.filter(({ status }) => status === 'authorized').map(({ intentId }) => intentId);
  }

  frontChannelToken(authorizationId: string, version: number): Promise<FrontChannelToken> {
    return this.internal.post('tokens', '/internal/tokens/front-channel', { authorizationId, version });
  }
}
