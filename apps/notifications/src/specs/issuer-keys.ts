import { createServer, type Server } from 'node:http';
import type { KeyPair } from '#crypto';

/** What stands for the issuer: its keys, at any path. */
export const serveKeys = async ({ publicJwk }: KeyPair): Promise<Server> => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [publicJwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};
