import type { FastifyReply, FastifyRequest } from 'fastify';
import { uuid } from '#crypto';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nothing may be loaded, framed or guessed unless a page says so (see `page`). */
const fixed = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;

// Swagger UI sets styles from its own script; everything it loads is served here.
const openApiPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

/** Headers that every answer has, errors too; a handler may set its own over them. */
export const setAnswerHeaders = (request: FastifyRequest, reply: FastifyReply, https: boolean): void => {
  reply.headers(fixed);
  if (https) reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  if (/^\/openapi([/?]|$)/.test(request.url)) reply.header('content-security-policy', openApiPolicy);
  reply.header('x-fapi-interaction-id', interactionId(request.headers['x-fapi-interaction-id']));
};

// FAPI 1.0 Baseline §6.2.1 (11): echoed, or made when there is none that is a UUID (RFC 4122).
const interactionId = (sent: unknown): string =>
  typeof sent === 'string' && UUID.test(sent) ? sent : uuid();
