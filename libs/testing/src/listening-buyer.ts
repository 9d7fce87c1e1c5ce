import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compactVerify, createLocalJWKSet, decodeJwt, flattenedVerify, type JSONWebKeySet } from 'jose';
import { opaqueId } from '#crypto';

/** A notification as it came in. */
export interface Heard {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: {
    readonly eventId: string;
    readonly eventTime: string;
    readonly eventType: string;
    readonly event: { readonly id: string; readonly href: string; readonly state?: string };
  };
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly status: number;
}

type Behaviour = (heard: Omit<Heard, 'status'>) => number | Promise<number>;

/** A Buyer with a token endpoint and a listener, which answers as a spec wants. */
export class TestBuyer {
  readonly heard: Heard[] = [];
  readonly assertions: string[] = [];
  answer: Behaviour = () => 204;
  retryAfter: string | undefined;
  tokenStatus = 200;
  private readonly issued = new Set<string>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<TestBuyer> {
    const server = createServer();
    const buyer = new TestBuyer(server);
    server.on('request', (request, response) => void buyer.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return buyer;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get credential() {
    return { tokenEndpoint: `${this.origin}/token`, clientId: 'seller-at-buyer' };
  }

  /** Makes all tokens it issued worthless. */
  forgetTokens(): void {
    this.issued.clear();
  }

  /** States told of a subject, in the order in which they were taken. */
  statesOf(id: string): readonly (string | undefined)[] {
    return this.heard
      .filter(({ status, body }) => status === 204 && body.event.id === id)
      .map(({ body }) => body.event.state);
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (request.url === '/token') return this.giveToken(text, response);
    const path = request.url ?? '';
    const heard = {
      path,
      headers: request.headers,
      text,
      body: JSON.parse(text) as Heard['body'],
      at: Date.now(),
    };
    const known = this.issued.has((request.headers.authorization ?? '').replace('Bearer ', ''));
    const status = known ? await this.answer(heard) : 401;
    this.heard.push({ ...heard, status });
    response.writeHead(status, this.retryAfter === undefined ? {} : { 'retry-after': this.retryAfter }).end();
  }

  private giveToken(text: string, response: ServerResponse): void {
    this.assertions.push(new URLSearchParams(text).get('client_assertion')!);
    const token = opaqueId();
    if (this.tokenStatus === 200) this.issued.add(token);
    response.writeHead(this.tokenStatus, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 300 }));
  }
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
};

/** What a Buyer does with `x-jws-signature`: the exact bytes of the body, by a key that the Seller publishes. */
export const verifySignature = async ({ headers, text }: Heard, keys: readonly object[]) => {
  const [head, payload, signature] = String(headers['x-jws-signature']).split('.');
  if (payload !== '') throw new Error('not detached');
  const jws = { protected: head!, payload: Buffer.from(text).toString('base64url'), signature: signature! };
  const { protectedHeader } = await flattenedVerify(jws, jwks(keys), { algorithms: ['ES256'] });
  return protectedHeader;
};

/** What a Buyer does with the Seller's client assertion (RFC 7523 §3). */
export const verifyAssertion = async (assertion: string, keys: readonly object[]) => {
  await compactVerify(assertion, jwks(keys), { algorithms: ['ES256'] });
  return decodeJwt(assertion);
};

const jwks = (keys: readonly object[]) => createLocalJWKSet({ keys } as unknown as JSONWebKeySet);
