import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { NotHere } from '../buyers.js';
import { brokenPage, missingPage } from './missing.page.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): void;
}

/** Errors of pages, as pages. */
@Catch()
export class PageErrors implements ExceptionFilter {
  private readonly logger = new Logger('buyer');

  catch(problem: unknown, host: ArgumentsHost): void {
    const status = statusOf(problem);
    if (status >= 500) this.logger.error(problem);
    const { markup, contentSecurityPolicy } = status >= 500 ? brokenPage() : missingPage();
    const reply = host.switchToHttp().getResponse<Reply>();
    reply
      .status(status)
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', contentSecurityPolicy)
      .header('cache-control', 'no-store')
      .send(markup);
  }
}

const statusOf = (problem: unknown): number => {
  if (problem instanceof HttpException) return problem.getStatus();
  if (problem instanceof NotHere) return 421;
  const { statusCode, reason } = Object(problem) as { statusCode?: unknown; reason?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof reason === 'string' ? 400 : 500;
};
