import { lookup } from 'node:dns/promises';
import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { answerUnreadable } from '../errors/transport-errors.js';
import type { httpLimits } from '../run/http-limits.js';
import { secureOptions, type TlsMaterial } from './secure-options.js';
import { ServerNames } from './server-names.js';

/** Milliseconds for a handshake: enough for a slow line, too little to hold connections open for nothing. */
const HANDSHAKE_MS = 10_000;

export interface TlsListenerOptions {
  /** Whether clients are asked for certificates. None is demanded, and none is judged by TLS itself: that is done, and
   * answered, where it matters. */
  readonly asksClients: boolean;
  readonly limits: typeof httpLimits;
}

/** Serves https by one certificate or several, and changes them under way. */
export class TlsListener implements BeforeApplicationShutdown {
  private readonly servers: Server[] = [];
  /** Connections that nothing was asked on yet: they would hold up the end for as long as they please. */
  private readonly silent = new Set<Duplex>();

  private names: ServerNames;

  constructor(
    private materials: readonly TlsMaterial[],
    private readonly options: TlsListenerOptions,
  ) {
    this.names = new ServerNames(materials);
  }

  /** Listens on every address of the host, as a plain server of Fastify does. */
  async listen(port: number, host: string, handler: RequestListener): Promise<void> {
    const [material] = this.materials;
    if (!material) throw new Error('there is no certificate to serve https with');
    const addresses = await lookup(host, { all: true });
    let chosen = port;
    for (const { address } of new Map(addresses.map((each) => [each.address, each])).values())
      chosen = await this.open(material, { port: chosen, address }, handler);
  }

  /** New connections are made with this from now on; those that are open stay. */
  use(materials: readonly TlsMaterial[]): void {
    this.materials = materials;
    this.names = new ServerNames(materials);
    for (const server of this.servers) server.setSecureContext(secureOptions(materials[0]!));
  }

  /** Takes no more connections, ends those that wait for a request, and lets the others finish. */
  async close(): Promise<void> {
    const closed = this.servers.splice(0).map(close);
    for (const socket of this.silent) socket.destroy();
    await Promise.all(closed);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.close();
  }

  private async open(
    material: TlsMaterial,
    { port, address }: { readonly port: number; readonly address: string },
    handler: RequestListener,
  ): Promise<number> {
    const { asksClients, limits } = this.options;
    const server = createServer(
      {
        ...secureOptions(material),
        SNICallback: (name, shown) => shown(null, this.names.contextFor(name)),
        requestCert: asksClients,
        rejectUnauthorized: false,
        handshakeTimeout: HANDSHAKE_MS,
        ...limits,
      },
      handler,
    );
    server.on('clientError', answerUnreadable);
    server.on('secureConnection', (socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
    server.on('request', ({ socket }) => this.silent.delete(socket));
    await new Promise<void>((listening, failed) => {
      server.once('error', failed);
      server.listen(port, address, () => listening());
    });
    this.servers.push(server);
    return (server.address() as AddressInfo).port;
  }
}

const close = (server: Server): Promise<void> =>
  new Promise((closed) => {
    server.close(() => closed());
    server.closeIdleConnections();
  });
