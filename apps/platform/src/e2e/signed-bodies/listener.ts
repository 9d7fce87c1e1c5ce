import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireBody } from '#crypto';

/** What a Buyer has for notifications: a token endpoint for the Seller, and a listener that keeps what comes, as it comes. */
export class Listener {
  readonly heard: WireBody[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Listener> {
    const server = createServer();
    const listener = new Listener(server);
    server.on('request', (request, response) => {
      void textOf(request).then((text) => {
        if (request.url === '/token') {
          response.setHeader('content-type', 'application/json');
          const token = { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300 };
          return response.end(JSON.stringify(token));
        }
        listener.keep(request, text);
        return response.writeHead(204).end();
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return listener;
  }

  get home(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private keep({ headers }: IncomingMessage, text: string): void {
    const signature = headers['x-jws-signature'];
    this.heard.push({
      contentType: headers['content-type'] ?? '',
      text,
      ...(typeof signature === 'string' && { signature }),
    });
  }
}

const textOf = async (request: IncomingMessage): Promise<string> =>
  Buffer.concat(await request.toArray()).toString('utf8');
