import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { Attempts } from './attempts.js';
import { OperatorPassword } from './operator-password.js';

/** Lets the operator in, by HTTP Basic (RFC 7617). */
@Injectable()
export class OperatorsOnly implements CanActivate {
  constructor(
    private readonly password: OperatorPassword,
    private readonly attempts: Attempts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const given = credentials(request.headers.authorization);
    if (!given) throw new Refused('unauthenticated');
    const takeBack = this.attempts.count(request.ip);
    const right = await this.password.matches(given.password);
    if (!right || given.user !== 'operator') throw new Refused('unauthenticated');
    takeBack();
    return true;
  }
}

const credentials = (header = ''): { user: string; password: string } | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]{1,400}={0,2})$/i.exec(header)?.[1];
  const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return user === undefined || password === undefined ? undefined : { user, password };
};
