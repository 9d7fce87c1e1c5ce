import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SIGNATURE_HEADER } from '#service';
import type { VouchedRequest } from './conversations.js';

/** Header of messages of a conversation, in requests and answers. */
export const MESSAGE_HEADER = 'x-payload-authenticity';

/** The request as it came: what its message, if there is one, has to vouch for. */
export const Vouched = createParamDecorator((_: unknown, context: ExecutionContext): VouchedRequest => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const { method, originalUrl: url, headers, query, body, raw } = request;
  return {
    method,
    url,
    message: single(headers[MESSAGE_HEADER]),
    resourceToken: single(headers['resource-token']),
    idempotencyKey: single(headers['x-idempotency-key']),
    contentType: headers['content-type'],
    accept: headers.accept,
    signature: single(headers[SIGNATURE_HEADER]),
    query,
    body,
    raw,
  };
});

// Of a header that is there twice Node makes one value, which then is no message.
const single = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join() : value;
