import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pageErrors, problemErrors } from '#service';
import { auditRefusals } from '../audit.refusals.js';
import { prefersHtml } from './accept.js';

/** Errors as the reader prefers: a page, or problem details. */
@Catch()
export class AuditErrors implements ExceptionFilter {
  private readonly pages = pageErrors(auditRefusals);
  private readonly problems = problemErrors(auditRefusals);

  catch(error: unknown, host: ArgumentsHost): void {
    const { headers } = host.switchToHttp().getRequest<FastifyRequest>();
    (prefersHtml(headers.accept) ? this.pages : this.problems).catch(error, host);
  }
}
