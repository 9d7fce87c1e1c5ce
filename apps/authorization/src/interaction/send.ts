import type { FastifyReply } from 'fastify';
import type { Page } from '#service';
import type { AuthorizationResponse } from '../response/authorization-response.js';

/** Redirects with 303, so that a form's body is never sent on (RFC 9700 §4.12). */
export const seeOther = (reply: FastifyReply, location: string): undefined => {
  reply.status(303).header('location', location);
};

/** Sends the answer to the client through the browser. */
export const send = (reply: FastifyReply, response: AuthorizationResponse): Page | undefined =>
  response.kind === 'page' ? response.page : seeOther(reply, response.location);
