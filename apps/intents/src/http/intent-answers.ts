import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Clock } from '#event-sourcing';
import type { VersionedIntent } from '../intent-requests.js';
import { intentView } from '../intent-view.js';
import { etagOf } from '../request-headers.js';

/** Answers with an intent as it is now, its ETag, and, where it was made, its Location. */
@Injectable()
export class IntentAnswers implements NestInterceptor<VersionedIntent, object> {
  constructor(private readonly clock: Clock) {}

  intercept(context: ExecutionContext, next: CallHandler<VersionedIntent>): Observable<object> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map(({ version, intent }) => {
        reply.header('etag', etagOf(version));
        if (reply.statusCode === 201)
          reply.header('location', `/intents/${encodeURIComponent(intent.intentId)}`);
        return intentView(intent, this.clock.now().toISOString());
      }),
    );
  }
}
