import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../random.js';

/** A notification as it came in. */
export interface Heard {
  readonly eventId: string;
  /** Id of the intent or quote that it tells of. */
  readonly subject: string;
  readonly state?: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Looks at a notification as it came, before it counts as heard; `signature` is its `x-jws-signature`. */
export type Look = (signature: string, body: string) => Promise<void>;

/** The token endpoint and the listener of all Buyers of a run. */
export class Listener {
  readonly heard: Heard[] = [];
  private readonly issued = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly random: Random,
    private readonly look: Look,
  ) {}

  static async start(random: Random, look: Look = async () => undefined): Promise<Listener> {
    const server = createServer();
    const listener = new Listener(server, random, look);
    server.on('request', (request, response) => {
      listener.handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return listener;
  }

  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  /** Distinct events; what was sent again counts once, as for any Buyer that keeps `eventId`s. */
  get events(): ReadonlyMap<string, Heard> {
    return new Map(this.heard.toReversed().map((one) => [one.eventId, one]));
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (request.url?.endsWith('/token')) return this.giveToken(response);
    const known = this.issued.has((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (known) await this.look(String(request.headers['x-jws-signature']), text);
    if (known) this.keep(text);
    // The answer is lost now and then: the Seller cannot know that it was heard, and says it again.
    if (known && this.random.chance(0.03)) return void response.destroy();
    response.writeHead(known ? 204 : 401).end();
  }

  private keep(text: string): void {
    const { eventId, event } = JSON.parse(text) as { eventId: string; event: { id: string; state?: string } };
    this.heard.push({
      eventId,
      subject: event.id,
      at: Date.now(),
      ...(event.state && { state: event.state }),
    });
  }

  private giveToken(response: ServerResponse): void {
    const token = randomUUID();
    this.issued.add(token);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 }));
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};
