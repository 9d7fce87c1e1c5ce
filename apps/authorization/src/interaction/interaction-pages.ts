import { Injectable } from '@nestjs/common';
import type { Page } from '#service';
import { consentPage } from '../pages/consent.page.js';
import type { IntentContent } from '../pages/intent-content.js';
import { resumePage } from '../pages/notice.pages.js';
import { signInPage } from '../pages/sign-in.page.js';
import { isErased } from '#event-sourcing';
import { Neighbours } from '../response/neighbours.js';
import { demandsSca } from '../sign-in/authentication-context.js';
import { FormTokens } from './form-token.js';
import { Interactions } from './interactions.js';
import type { NextStep } from './next-step.js';
import type { Visit } from './visits.js';

export interface Problem {
  readonly status: number;
  readonly message: string;
}

/** What a person chose before, to be shown again with what was wrong. */
export interface Entered {
  readonly username?: string;
  readonly problem?: Problem;
  readonly choices?: Readonly<Record<string, string | undefined>>;
}

type SignInStep = Extract<NextStep, { step: 'sign-in' }>;

/** Makes the pages of a visit. */
@Injectable()
export class InteractionPages {
  constructor(
    private readonly interactions: Interactions,
    private readonly neighbours: Neighbours,
    private readonly tokens: FormTokens,
  ) {}

  async signIn(visit: Visit, { factors }: SignInStep, entered: Entered = {}): Promise<Page> {
    const { redirectUri, hints, authentication } = visit.state;
    return signInPage({
      action: `${pathOf(visit)}/sign-in`,
      client: await this.interactions.client(visit),
      formToken: this.tokens.issue(visit.secret, visit.authorizationId),
      redirectUri,
      factors,
      totpOptional: !demandsSca(authentication.acrValues),
      username: entered.username ?? readable(hints)?.loginHint ?? '',
      ...(entered.problem && { problem: entered.problem }),
    });
  }

  intents({ state }: Visit): Promise<readonly IntentContent[]> {
    return Promise.all(state.intentIds.map((intentId) => this.neighbours.intent(intentId)));
  }

  async consent(visit: Visit, intents: readonly IntentContent[], entered: Entered = {}): Promise<Page> {
    const { account } = visit;
    return consentPage({
      path: pathOf(visit),
      client: await this.interactions.client(visit),
      formToken: this.tokens.issue(visit.secret, visit.authorizationId),
      redirectUri: visit.state.redirectUri,
      signInName:
        account?.status === 'open' && !isErased(account.signInName) ? account.signInName : 'this account',
      intents: intents.map((content, index) => shownIntent(content, index, entered)),
      ...(entered.problem && { problem: entered.problem }),
    });
  }

  resume(visit: Visit): Page {
    const formToken = this.tokens.issue(visit.secret, visit.authorizationId);
    return resumePage({
      action: `${pathOf(visit)}/decision`,
      formToken,
      redirectUri: visit.state.redirectUri,
    });
  }
}

export const pathOf = ({ authorizationId }: Visit): string => `/authorize/${authorizationId}`;

const readable = (hints: Visit['state']['hints']) => (isErased(hints) ? undefined : hints);

const shownIntent = (content: IntentContent, index: number, { choices }: Entered) => {
  const decision = choices?.[`intent-${index}`];
  const pending = content.status === 'pending';
  const missing = choices !== undefined && pending && decision === undefined;
  return {
    content,
    pending,
    ...(decision !== undefined && { decision }),
    ...(missing && { problem: 'Choose to approve or to decline.' }),
  };
};
