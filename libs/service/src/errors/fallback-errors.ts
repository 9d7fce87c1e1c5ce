import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  Injectable,
  NotFoundException,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { Routes } from '../requests/routes.js';
import { problemErrors } from './problem-errors.js';

/**
 * Answers what no handler was reached for (unknown route, wrong method, unreadable body) in the error format of the
 * route that was meant.
 */
@Catch()
@Injectable()
export class FallbackErrors implements ExceptionFilter {
  private readonly otherwise = problemErrors({});

  constructor(private readonly routes: Routes) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const { method, url } = host.switchToHttp().getRequest<FastifyRequest>();
    const path = url.split('?')[0] ?? '';
    const filter = this.routes.filterFor(method, path) ?? this.otherwise;
    filter.catch(this.precise(error, method, path), host);
  }

  private precise(error: unknown, method: string, path: string): unknown {
    if (!(error instanceof NotFoundException) || this.routes.find(method, path)) return error;
    const allow = this.routes.allowed(path);
    return allow.length > 0 ? new Refused('method-not-allowed', { allow }) : new Refused('not-found');
  }
}
