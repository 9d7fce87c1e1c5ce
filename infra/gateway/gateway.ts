import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { forward } from './forward.js';
import { answerProblem } from './problem.js';
import { serviceOf } from './routes.js';
import { suites, suites13 } from './tls-rules.js';
import { Upstreams, type UpstreamUrls } from './upstreams.js';

export interface GatewayOptions {
  readonly upstreams: UpstreamUrls;
  /** Of the public side. */
  readonly port: number;
  readonly host: string;
  /** Of the side for services among themselves, on 127.0.0.1: `/<service>/…`. None unless given. */
  readonly internalPort?: number;
  /** Milliseconds to wait for a service; 30 seconds unless given. */
  readonly patience?: number;
  /** The public side by https as well: what clients show is told to the services (RFC 9440). */
  readonly tls?: GatewayTls;
}

export interface GatewayTls {
  readonly port: number;
  /** PEM files of the certificate, its issuers after it, and of its key; and of authorities that clients are told of. */
  readonly certificate: string;
  readonly key: string;
  readonly clientCa: string;
}

export interface Gateway {
  readonly port: number;
  /** Of https. */
  readonly tlsPort?: number;
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/** The longest body that a service takes is 512 KiB. */
const LONGEST_BODY = 600 * 1024;

/** One origin in front of all services, for development. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const upstreams = new Upstreams(options.upstreams, options.patience ?? 30_000);
  const { host, internalPort, tls } = options;
  const open = await listen(createServer(limits, publicSide(upstreams)), options.port, host);
  const servers = [open];
  const secure =
    tls && (await listen(createTlsServer(tlsOptions(tls), publicSide(upstreams)), tls.port, host));
  if (secure) servers.push(secure);
  if (internalPort !== undefined)
    servers.push(await listen(createServer(limits, internalSide(upstreams)), internalPort, '127.0.0.1'));
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(close));
    await upstreams.close();
  };
  return { port: portOf(open), ...(secure && { tlsPort: portOf(secure) }), stop };
};

const publicSide =
  (upstreams: Upstreams): RequestListener =>
  (request, response) => {
    const target = request.url ?? '/';
    if (target === '/livez') return response.end('{"status":"ok"}');
    if (target === '/readyz') return tellReadiness(upstreams, response);
    void pass(upstreams, { request, response, service: serviceOf(target), target });
  };

const internalSide =
  (upstreams: Upstreams): RequestListener =>
  (request, response) => {
    const [, service, target] = /^\/([a-z]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    void pass(upstreams, { request, response, service, target: target ?? '/' });
  };

type Response = Parameters<RequestListener>[1];

interface Passage {
  readonly request: IncomingMessage;
  readonly response: Response;
  readonly service: string | undefined;
  readonly target: string;
}

const pass = async (upstreams: Upstreams, { request, response, service, target }: Passage): Promise<void> => {
  try {
    if (service === undefined) return answerProblem(response, 'not-found');
    const body = await read(request);
    if (body === 'too-large') return answerProblem(response, 'request-too-large');
    await forward({ request, target, body }, upstreams.candidates(service), response);
  } catch {
    response.destroy(); // the client is gone
  }
};

const read = async (request: IncomingMessage): Promise<Buffer | null | 'too-large'> => {
  const chunks: Buffer[] = [];
  let length = 0;
  const left = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  for await (const chunk of left) {
    length += chunk.length;
    if (length > LONGEST_BODY) {
      request.resume(); // read to its end for nothing, so that the client gets the answer
      return 'too-large';
    }
    chunks.push(chunk);
  }
  return length === 0 ? null : Buffer.concat(chunks);
};

const tellReadiness = (upstreams: Upstreams, response: Response): void => {
  const services = upstreams.readiness();
  const ready = Object.values(services).every((replicas) => replicas > 0);
  response.writeHead(ready ? 200 : 503, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ status: ready ? 'ready' : 'unavailable', services }));
};

const limits = { requestTimeout: 30_000, maxHeaderSize: 16_384 };

const tlsOptions = ({ certificate, key, clientCa }: GatewayTls) => ({
  ...limits,
  minVersion: 'TLSv1.2' as const,
  ciphers: [...suites13, ...suites].join(':'),
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
  cert: readFileSync(certificate),
  key: readFileSync(key),
  ca: readFileSync(clientCa),
  requestCert: true,
  rejectUnauthorized: false, // the services judge, and answer in their own words
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const listen = (server: Server, port: number, host: string): Promise<Server> =>
  new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => listening(server));
  });

const close = (server: Server): Promise<void> =>
  new Promise((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
  });
