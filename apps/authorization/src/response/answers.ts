import { Injectable } from '@nestjs/common';
import { type Context, Refused } from '#event-sourcing';
import { CoreSettings } from '#service';
import type {
  AuthorizationState,
  Decided,
  Issued,
  OpenedAuthorization,
} from '../authorization/authorization.state.js';
import {
  type AuthorizationResponse,
  authorizationResponse,
  errorResponse,
} from './authorization-response.js';
import { Codes } from './codes.js';
import { IdTokens } from './id-tokens.js';
import { Neighbours } from './neighbours.js';

/** Answers a decided authorization; safe to repeat at any point, so that a crash or a reload loses nothing. */
@Injectable()
export class Answers {
  constructor(
    private readonly neighbours: Neighbours,
    private readonly codes: Codes,
    private readonly idTokens: IdTokens,
    private readonly core: CoreSettings,
  ) {}

  /** Throws `Refused` when there is nothing to answer yet, or nothing more. */
  async answer(state: AuthorizationState, context: Context): Promise<AuthorizationResponse> {
    switch (state.status) {
      case 'none':
        throw new Refused('authorization-unknown');
      case 'requested':
      case 'authenticated':
        throw new Refused('person-not-authenticated');
      case 'failed':
        return this.refusal(
          state,
          state.error,
          descriptions[state.reason] ?? 'The request was not completed.',
        );
      case 'denied':
        await this.neighbours.confirm(state);
        return this.refusal(state, 'access_denied', 'Every intent was declined.');
      case 'granted':
        return this.grant(state, await this.neighbours.confirm(state), context);
      case 'issued':
        return this.grant(state, state.authorizedIntentIds, context);
    }
  }

  private async grant(
    { authorizationId }: Decided | Issued,
    intentIds: readonly string[],
    context: Context,
  ): Promise<AuthorizationResponse> {
    const { state, version } = await this.codes.issue(authorizationId, intentIds, context);
    return state.status === 'issued'
      ? this.issued(state, version, new Date(context.at))
      : this.answer(state, context);
  }

  private async issued(state: Issued, version: number, now: Date): Promise<AuthorizationResponse> {
    const words = state.responseType.split(' ');
    const code = this.codes.seal(state, version);
    const { access_token, token_type, expires_in } = words.includes('token')
      ? await this.neighbours.frontChannelToken(state.authorizationId, version)
      : {};
    const beside = { code, ...(access_token !== undefined && { accessToken: access_token }) };
    const id_token = words.includes('id_token') ? await this.idTokens.sign(state, beside, now) : undefined;
    const parameters = { code, id_token, access_token, token_type, expires_in };
    return authorizationResponse(this.core.issuer, addressOf(state), parameters);
  }

  private refusal(state: OpenedAuthorization, error: string, description: string): AuthorizationResponse {
    return errorResponse(this.core.issuer, addressOf(state), error, description);
  }
}

const descriptions: Readonly<Record<string, string>> = {
  'cancelled-by-person': 'The person left without a decision.',
  'interaction-expired': 'The person did not decide in time.',
  'intent-no-longer-pending': 'No intent was still waiting for the decision.',
  'page-not-allowed': 'The person would have to be asked, and prompt=none does not allow it.',
};

const addressOf = ({ redirectUri, responseMode, hints }: OpenedAuthorization) => ({
  redirectUri,
  responseMode,
  ...(hints?.state !== undefined && { state: hints.state }),
});
