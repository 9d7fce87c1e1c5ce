import {
  type CanActivate,
  type ExecutionContext,
  Inject,
  Injectable,
  SetMetadata,
  UseGuards,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiBearerAuth, ApiHeader } from '@nestjs/swagger';
import { Refused } from '#event-sourcing';
import { presentedWith } from '#oauth';
import { ResourceServer } from './authorize.js';
import type { Authorization, Protection } from './protected.js';

const PROTECTION = Symbol('protection');

/** As much of a Fastify request as the guard needs. */
interface GuardedRequest {
  readonly raw: { readonly rawHeaders: readonly string[] };
  readonly query: unknown;
  authorization?: Authorization;
}

interface GuardedReply {
  header(name: string, value: string): unknown;
}

/** Lets a request through that brings what `@Protected` demands. */
@Injectable()
export class ProtectedGuard implements CanActivate {
  constructor(
    @Inject(ResourceServer) private readonly server: ResourceServer,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const protection = this.reflector.get<Protection>(PROTECTION, context.getHandler());
    const request = context.switchToHttp().getRequest<GuardedRequest>();
    const { raw, query } = request;
    const head = { rawHeaders: raw.rawHeaders, query, certificate: presentedWith(raw) };
    try {
      request.authorization = await this.server.authorize(head, protection);
      return true;
    } catch (error) {
      this.challenge(error, protection, context.switchToHttp().getResponse<GuardedReply>());
      throw error;
    }
  }

  // The error filter writes the body; the header is set here, where the demand is known.
  private challenge(error: unknown, protection: Protection, reply: GuardedReply): void {
    const challenge = error instanceof Refused ? this.server.challenge(error, protection) : undefined;
    if (challenge !== undefined) reply.header('WWW-Authenticate', challenge);
  }
}

/** Guards a handler: `@Protected({ scope: 'createQuote', resourceToken: true })`. */
export const Protected = (protection: Protection): MethodDecorator =>
  applyDecorators(
    SetMetadata(PROTECTION, protection),
    UseGuards(ProtectedGuard),
    ApiBearerAuth(),
    ...(protection.resourceToken
      ? [
          ApiHeader({
            name: 'Resource-Token',
            required: true,
            description: 'Resource token of the intent (MEF 128 §6.3).',
          }),
        ]
      : []),
  );

/** The `Authorization` of a guarded handler's request. */
export const Auth = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    context.switchToHttp().getRequest<GuardedRequest>().authorization,
);
