import type { FastifyReply } from 'fastify';

const reasons = new WeakMap<FastifyReply, string>();

/** Remembers why a request was refused: a name from a table of refusals, for whoever counts. */
export const noteRefusal = (reply: FastifyReply, reason: string): void => void reasons.set(reply, reason);

/** Undefined for a request that was not refused by a table. */
export const refusalOf = (reply: FastifyReply): string | undefined => reasons.get(reply);
