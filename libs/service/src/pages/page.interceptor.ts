import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Page } from './page.js';

/** Sends a `Page` that a controller returned. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next
      .handle()
      .pipe(map((value: unknown) => (value instanceof Page ? pageTo(reply, value) : value)));
  }
}

/** Puts the headers of a page on a reply, for handlers that send it themselves; gives the markup to send. */
export const pageTo = (reply: FastifyReply, { html, contentSecurityPolicy, status }: Page): string => {
  if (status !== undefined) reply.status(status);
  reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
  return html;
};
