import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { PublicClient, PublicIntent } from '#contracts';

type Json = Record<string, unknown>;

/** Registration, intents, tokens and the client's own JWKS, played by one small server over real HTTP. */
export class Neighbours {
  readonly streams = new Map<string, { version: number; kind: string; view: object }>();
  readonly contents = new Map<string, Json>();
  /** What intents was told, newest last. */
  readonly decisions: Json[] = [];
  /** Intents that cannot be authorized any more, whatever the person decides. */
  readonly withdrawn = new Set<string>();
  /** Once: intents does not answer when it is told a decision. */
  loseNextDecision = false;

  private constructor(
    readonly url: string,
    private readonly key: CryptoKey,
    private readonly jwk: object,
    private readonly stopServer: () => void,
  ) {}

  static async start(): Promise<Neighbours> {
    const { privateKey, publicKey } = await generateKeyPair('PS256', { extractable: true });
    const holder: { neighbours?: Neighbours } = {};
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const path = decodeURIComponent(request.url ?? '');
        const answer = holder.neighbours?.answer(path, body);
        response.writeHead(answer ? 200 : path === '/internal/intents/decisions' ? 503 : 404, {
          'content-type': 'application/json',
        });
        response.end(JSON.stringify(answer ?? {}));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const jwk = { ...(await exportJWK(publicKey)), kid: 'key-1', alg: 'PS256', use: 'sig' };
    const stop = () => {
      server.closeAllConnections();
      server.close();
    };
    holder.neighbours = new Neighbours(`http://127.0.0.1:${port}`, privateKey, jwk, stop);
    return holder.neighbours;
  }

  stop(): void {
    this.stopServer();
  }

  sign(claims: JWTPayload): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg: 'PS256', kid: 'key-1' }).sign(this.key);
  }

  knowClient(client: PublicClient): void {
    this.streams.set(`client-${client.clientId}`, { version: 1, kind: 'client', view: client });
  }

  /** Another version of the only client. */
  changeClient(change: Partial<PublicClient>): void {
    for (const [stream, { kind, version, view }] of this.streams)
      if (kind === 'client')
        this.streams.set(stream, { kind, version: version + 1, view: { ...view, ...change } });
  }

  knowIntent(intent: PublicIntent, content: Json): void {
    this.streams.set(`intent-${intent.intentId}`, { version: 1, kind: 'intent', view: intent });
    this.contents.set(intent.intentId, { ...intent, revision: 1, purpose: 'Our new office', ...content });
  }

  private answer(path: string, body: string): object | undefined {
    if (path === '/jwks') return { keys: [this.jwk] };
    if (path === '/internal/tokens/front-channel') {
      return { access_token: 'front-channel-token', token_type: 'Bearer', expires_in: 300 };
    }
    const [, , , name = ''] = path.split('?')[0]?.split('/') ?? [];
    if (path.startsWith('/internal/streams/')) {
      const known = this.streams.get(name);
      return known && { stream: name, ...known };
    }
    return path === '/internal/intents/decisions'
      ? this.decided(JSON.parse(body) as Json)
      : this.contents.get(name);
  }

  private decided(told: Json): object | undefined {
    if (this.loseNextDecision) {
      this.loseNextDecision = false;
      return undefined;
    }
    this.decisions.push(told);
    const decisions = told['decisions'] as readonly { intentId: string; decision: string }[];
    const status = ({ intentId, decision }: { intentId: string; decision: string }) => {
      if (this.withdrawn.has(intentId)) return 'withdrawn';
      return decision === 'approved' ? 'authorized' : 'rejected';
    };
    return { decisions: decisions.map((each) => ({ intentId: each.intentId, status: status(each) })) };
  }
}
