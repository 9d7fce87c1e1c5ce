import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { opaqueId, sha256Base64url } from '#crypto';
import { type Claim, Claimed, Refused } from '#event-sourcing';
import { RequestContexts } from '#service';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import { RequestAuthorization } from '../authorization/request-authorization.js';
import { type AuthorizationResponse, errorResponse } from '../response/authorization-response.js';
import type { Addressed, Complete, Received } from './attempt.js';
import { AuthorizePipeline } from './pipeline.js';
import { RequestRefused } from './refuse.js';
import { returnAddress } from './return-address.js';
import { toAuthorization } from './to-authorization.js';

/** An interaction that a browser goes on with; `secret` is the new cookie's value, absent for one that has it. */
export interface Interaction {
  readonly kind: 'interaction';
  readonly authorizationId: string;
  readonly secret?: string;
}

/** Whether the browser holds the cookie of an interaction. */
type Holds = (authorizationId: string) => boolean;

/** Takes authorization requests: an accepted one becomes an interaction, a refused one an answer to the client. */
@Injectable()
export class AuthorizationRequests {
  constructor(
    private readonly pipeline: AuthorizePipeline,
    private readonly commands: CommandBus,
    private readonly contexts: RequestContexts,
    @Inject(authorizationSettings.token) private readonly settings: AuthorizationSettings,
  ) {}

  /** Throws `RequestRefused` while it is not known where an answer may go. */
  async receive(request: Received, holds: Holds): Promise<Interaction | AuthorizationResponse> {
    const addressed = await this.pipeline.address(request);
    try {
      return await this.open(await this.pipeline.complete(addressed), holds);
    } catch (error) {
      return refusal(error, addressed);
    }
  }

  private async open(request: Complete, holds: Holds): Promise<Interaction> {
    const { interactionLifetime } = this.settings;
    const [authorizationId, secret] = [opaqueId(), opaqueId(32)];
    const facts = toAuthorization(request, sha256Base64url(secret), interactionLifetime);
    const context = this.contexts.create({ kind: 'client', id: request.client.clientId });
    const command = new RequestAuthorization(authorizationId, facts, singleUse(request), context);
    try {
      await this.commands.execute(command);
      return { kind: 'interaction', authorizationId, secret };
    } catch (error) {
      return takenUpAgain(error, holds);
    }
  }
}

/**
 * RFC 7519 §4.1.7: a client that gives its request object a `jti` wants it used once. Without one a person may open the
 * same address again, as from a message: every time is a consent of its own, and intents are decided once anyway.
 */
const singleUse = ({ object, client }: Complete): readonly Claim[] => {
  if (object.jti === undefined || object.exp === undefined) return [];
  const expiresAt = new Date(object.exp * 1000).toISOString();
  return [{ scope: 'request-object', key: `${client.clientId}|${sha256Base64url(object.jti)}`, expiresAt }];
};

/** A reload in the same browser goes on where it was; anybody else is refused. */
const takenUpAgain = (error: unknown, holds: Holds): Interaction => {
  if (!(error instanceof Claimed)) throw error;
  const authorizationId = error.stream?.replace(/^authorization-/, '') ?? '';
  if (holds(authorizationId)) return { kind: 'interaction', authorizationId };
  throw new RequestRefused('invalid_request_object', 'This request object was used before.');
};

const refusal = (error: unknown, addressed: Addressed): AuthorizationResponse => {
  const address = returnAddress(addressed);
  if (error instanceof RequestRefused) {
    return errorResponse(addressed.issuer, address, error.error, error.description);
  }
  if (error instanceof Refused && error.reason === 'neighbour-unavailable') {
    return errorResponse(addressed.issuer, address, 'temporarily_unavailable', 'Try again in a moment.');
  }
  throw error;
};
