import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PublicClient } from '#contracts';
import {
  type BodyForm,
  generateSigningKey,
  importSigningKey,
  opaqueId,
  type PublicJwk,
  signBody,
  type SigningKey,
  type WireBody,
} from '#crypto';
import type { Certified, RunningService } from '#testing';
import { quotesPath } from '../quotes-path.js';
import { clientOf, type Consented } from './world.js';

/** An answer with its body as it came; `error` where it is one. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly wire: WireBody;
  readonly error?: unknown;
}

interface Sent {
  readonly token?: string;
  readonly wire?: WireBody;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A Buyer that signs its bodies: its key set is on a server of its own, to be changed at will. */
export class SigningBuyer {
  private constructor(
    readonly clientId: string,
    private readonly service: RunningService,
    readonly key: SigningKey,
    readonly jwks: { keys: PublicJwk[] },
    private readonly server: Server,
  ) {}

  static async start(
    service: RunningService,
    clientId: string,
    change: Partial<PublicClient> = {},
    certified?: Certified,
  ): Promise<SigningBuyer> {
    const { privateJwk, publicJwk } = await generateSigningKey('ES256');
    const jwks = { keys: certified ? [publicJwk, certified.jwk] : [publicJwk] };
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const jwksUri = `http://127.0.0.1:${port}/jwks`;
    service.tells('client', clientId, { ...clientOf(clientId), jwksUri, ...change });
    return new SigningBuyer(clientId, service, await importSigningKey(privateJwk, 'ES256'), jwks, server);
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  claims(change: object = {}) {
    const iat = Math.floor(Date.now() / 1000);
    return { iss: this.clientId, aud: this.service.issuer, iat, jti: opaqueId(), ...change };
  }

  sign(form: BodyForm, data: unknown): Promise<WireBody> {
    return signBody(form, this.key, { data, claims: this.claims() });
  }

  create({ token, resourceToken }: Consented, wire: WireBody, sent: Sent = {}): Promise<WireAnswer> {
    const headers = { 'resource-token': resourceToken, ...sent.headers };
    return this.fetch(`${quotesPath}/quote`, { token, wire, ...sent, headers });
  }

  async fetch(path: string, { token, wire, accept, headers }: Sent): Promise<WireAnswer> {
    const response = await fetch(`${this.service.issuer}${path}`, {
      ...(wire && { method: 'POST', body: wire.text }),
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(accept !== undefined && { accept }),
        ...(wire && { 'content-type': wire.contentType }),
        ...(wire?.signature !== undefined && { 'x-jws-signature': wire.signature }),
        ...headers,
      },
    });
    const { status, headers: answered } = response;
    const text = await response.text();
    const signature = answered.get('x-jws-signature') ?? undefined;
    const contentType = answered.get('content-type') ?? '';
    return {
      status,
      headers: answered,
      wire: { contentType, text, ...(signature !== undefined && { signature }) },
      ...(status >= 400 && { error: JSON.parse(text) as unknown }),
    };
  }

  async sellerKeys(): Promise<unknown> {
    return (await this.service.send('GET', `${quotesPath}/jwks`)).body;
  }
}
