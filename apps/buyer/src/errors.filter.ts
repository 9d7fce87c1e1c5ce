import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { NotHere } from './buyers.js';

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: unknown): void;
}

/** Errors of the Buyer's machine endpoints: what is thrown on purpose as it is, all else without its inside. */
@Catch()
export class JsonErrors implements ExceptionFilter {
  private readonly logger = new Logger('buyer');

  catch(problem: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<Reply>();
    const { status, body } = this.answerTo(problem);
    reply.status(status).header('cache-control', 'no-store').send(body);
  }

  private answerTo(problem: unknown): { status: number; body: unknown } {
    if (problem instanceof HttpException) return { status: problem.getStatus(), body: problem.getResponse() };
    if (problem instanceof NotHere) return error(421, 'misdirected', 'There is nothing under this name');
    const status = statusOf(problem);
    if (status < 500) return error(status, 'invalidBody', 'The request is not acceptable');
    this.logger.error(problem);
    return error(500, 'internalError', 'Something went wrong');
  }
}

const error = (status: number, code: string, message: string) => ({
  status,
  body: { code, reason: message, message },
});

// Fastify's own errors carry a status; what the body parsers refuse has a `reason`.
const statusOf = (problem: unknown): number => {
  const { statusCode, reason } = Object(problem) as { statusCode?: unknown; reason?: unknown };
  if (typeof statusCode === 'number') return statusCode;
  return typeof reason === 'string' ? 400 : 500;
};
