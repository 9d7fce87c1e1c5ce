import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { SealedTokens } from '#crypto';
import { type Context, type Outcome } from '#event-sourcing';
import { CoreSettings } from '#service';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import type { AuthorizationEvent } from '../authorization/authorization.events.js';
import type { AuthorizationState, Issued } from '../authorization/authorization.state.js';
import { IssueCode } from '../authorization/issue-code.js';

/** Authorization codes: sealed over the stream and version that issued them, so that a forged one costs tokens no query. */
@Injectable()
export class Codes {
  private readonly sealed: SealedTokens<{ readonly authorizationId: string; readonly version: number }>;

  constructor(
    private readonly commands: CommandBus,
    core: CoreSettings,
    @Inject(authorizationSettings.token) private readonly settings: AuthorizationSettings,
  ) {
    this.sealed = new SealedTokens(core.sharedKey('authorization-code'), 'authorization-code');
  }

  issue(
    authorizationId: string,
    intentIds: readonly string[],
    context: Context,
  ): Promise<Outcome<AuthorizationEvent, AuthorizationState>> {
    return this.commands.execute(
      new IssueCode(authorizationId, intentIds, this.settings.codeLifetime, context),
    );
  }

  seal({ authorizationId, codeExpiresAt }: Issued, version: number): string {
    return this.sealed.seal({ authorizationId, version }, new Date(codeExpiresAt));
  }
}
