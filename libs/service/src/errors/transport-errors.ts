import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';

const problems: Readonly<Record<number, { readonly type: string; readonly title: string }>> = {
  400: { type: 'malformed-request', title: 'This is not a request that can be read' },
  408: { type: 'request-time-out', title: 'The request took too long to arrive' },
  414: { type: 'uri-too-long', title: 'The address is too long' },
  431: { type: 'header-fields-too-large', title: 'The header fields are too large' },
};

const problemOf = (status: number): { status: number; body: string } => {
  const known = problems[status] ? status : 400;
  const { type, title } = problems[known]!;
  return {
    status: known,
    body: JSON.stringify({ type: `urn:assent:problem:${type}`, title, status: known }),
  };
};

/** Answers an address that no route can be found for: malformed escapes, or too long. */
export const answerUnroutable = (error: Error, _request: FastifyRequest, reply: FastifyReply): void => {
  const given = (error as { statusCode?: number }).statusCode ?? 400;
  const { status, body } = problemOf(given);
  void reply.status(status).header('cache-control', 'no-store').type('application/problem+json').send(body);
};

const parserStatus: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is not HTTP, or too much of it, straight on the connection, and closes that. */
export const answerUnreadable = (error: Error, socket: Socket): void => {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, body } = problemOf(parserStatus[code] ?? 400);
  const head = [
    `HTTP/1.1 ${status} Refused`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};
