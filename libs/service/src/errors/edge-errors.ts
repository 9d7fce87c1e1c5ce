import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { toRefusal } from '#event-sourcing';
import { noteRefusal } from '../requests/refusal-of.js';
import { currentTrace } from '../requests/trace.js';
import { type Answer, answerTo, INTERNAL } from './answer.js';
import type { RefusalTable } from './refusals.js';

/** How one family of protocols writes its errors. */
export interface ErrorFormat {
  readonly contentType: string;
  /** Answers to what any request can be refused for; a service's own table goes before it. */
  readonly common: RefusalTable;
  readonly body: (answer: Answer, correlationId: string) => unknown;
  /** Beside those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
  /** RFC 9110 §11.6.1: a 401 names how to authenticate. */
  readonly challenge?: (answer: Answer) => string | undefined;
}

/** Seconds: what is away is mostly back soon, and a client that waits longer helps nobody. */
const RETRY_AFTER = 1;

/** Turns everything that is thrown into one error format; what nobody foresaw is logged and becomes a 500 without detail. */
@Catch()
export class EdgeErrors implements ExceptionFilter {
  private readonly logger = new Logger(EdgeErrors.name);
  private readonly table: RefusalTable;

  constructor(
    private readonly format: ErrorFormat,
    table: RefusalTable,
  ) {
    this.table = { ...format.common, ...table };
  }

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const correlationId = currentTrace()?.correlationId ?? '';
    const answer = answerTo(toRefusal(error), this.table) ?? this.defect(error, host);
    noteRefusal(reply, answer.reason);
    const challenge = answer.challenge ?? this.format.challenge?.(answer);
    if (challenge !== undefined) reply.header('www-authenticate', challenge);
    if (answer.status === 503) reply.header('retry-after', RETRY_AFTER); // RFC 9110 §10.2.3
    if (answer.reason === 'method-not-allowed') reply.header('allow', allowed(answer)); // RFC 9110 §15.5.6
    void reply
      .status(answer.status)
      .headers({ 'cache-control': 'no-store', ...this.format.headers })
      .type(this.format.contentType)
      .send(this.format.body(answer, correlationId));
  }

  private defect(error: unknown, host: ArgumentsHost): Answer {
    const { method, routeOptions } = host.switchToHttp().getRequest<FastifyRequest>();
    this.logger.error(
      { err: error, method, route: routeOptions?.url },
      'a request failed for an unforeseen reason',
    );
    const row = this.table[INTERNAL] ?? {
      status: 500,
      code: INTERNAL,
      message: 'Something went wrong on our side',
    };
    return { ...row, reason: INTERNAL, detail: {} };
  }
}

const allowed = ({ detail }: Answer): string => (Array.isArray(detail.allow) ? detail.allow.join(', ') : '');
