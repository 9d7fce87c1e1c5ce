import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import { InternalTokens } from './internal-tokens.js';

/** Lets other services of the deployment in, and nobody else: `@UseGuards(InternalOnly)` on `/internal/<service>/…`. */
@Injectable()
export class InternalOnly implements CanActivate {
  constructor(
    private readonly tokens: InternalTokens,
    @Inject(HOSTED) private readonly hosted: HostedServices,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const jwt = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (jwt === undefined) throw new Refused('unauthenticated');
    await this.verify(jwt, this.targetsOf(request.url));
    return true;
  }

  // `/internal/streams/…` belongs to every service of the process, the other routes to the one they name.
  private targetsOf(url: string): readonly string[] {
    const named = /^\/internal\/([a-z]+)\//.exec(url)?.[1] ?? '';
    const names = this.hosted.definitions.map(({ name }) => name);
    return named === 'streams' ? names : names.filter((name) => name === named);
  }

  private async verify(jwt: string, targets: readonly string[]): Promise<void> {
    const attempts = await Promise.allSettled(targets.map((target) => this.tokens.verify(jwt, target)));
    if (!attempts.some(({ status }) => status === 'fulfilled')) throw new Refused('unauthenticated');
  }
}
