import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Page } from './page.js';

/**
 * Sends a `Page` that a controller returned. A step of Fastify and not an interceptor of Nest, which would put an
 * observable and an async resource into every request of every API.
 */
export const sendPages = (fastify: FastifyInstance): void => {
  fastify.addHook(
    'preSerialization',
    (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done: Done) => {
      if (payload instanceof Page) {
        const markup = pageTo(reply, payload);
        reply.serializer(() => markup);
      }
      done(null, payload);
    },
  );
};

type Done = (error: Error | null, payload: unknown) => void;

/** Puts the headers of a page on a reply, for handlers that send it themselves; gives the markup to send. */
export const pageTo = (reply: FastifyReply, { html, contentSecurityPolicy, status }: Page): string => {
  if (status !== undefined) reply.status(status);
  reply.type('text/html; charset=utf-8').header('content-security-policy', contentSecurityPolicy);
  return html;
};
