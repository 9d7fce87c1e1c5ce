import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PresentedCertificate } from '#oauth';
import { freePort, type TestCertificate } from '#testing';
import { createApp, Environment, openPorts, type ServiceDefinition, ShownCertificate } from '../index.js';
import { variables } from './hello.service.js';

@Controller()
class ShownController {
  @Get('shown')
  shown(@ShownCertificate() certificate?: PresentedCertificate): object {
    return { thumbprint: certificate?.thumbprint ?? null, chain: certificate?.chain.length ?? 0 };
  }
}

@Module({ controllers: [ShownController] })
class ShownModule {}

const shown: ServiceDefinition = {
  name: 'shown',
  module: ShownModule,
  log: { service: 'shown', aggregates: [] },
};

/** Of a server on this machine. */
export const serverWish = { subject: 'CN=localhost', dns: ['localhost'], purpose: 'server-tls' } as const;

/** A connection, once its handshake is through. */
export const handshake = (port: number, options: ConnectionOptions): Promise<TLSSocket> =>
  new Promise((done, failed) => {
    const socket = connect({ host: 'localhost', port, servername: 'localhost', ...options }, () =>
      done(socket),
    );
    socket.once('error', failed);
  });

/** PEM files that can be written anew. */
export class PemFiles {
  readonly folder = mkdtempSync(join(tmpdir(), 'assent-tls-'));
  readonly certificate = join(this.folder, 'server.pem');
  readonly key = join(this.folder, 'server-key.pem');
  readonly clientCa = join(this.folder, 'client-ca.pem');

  write(server: TestCertificate, clientCa?: string): void {
    writeFileSync(this.certificate, server.chain);
    writeFileSync(this.key, server.key);
    if (clientCa !== undefined) writeFileSync(this.clientCa, clientCa);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface TlsApp {
  readonly app: NestFastifyApplication;
  readonly port: number;
  readonly tlsPort: number;
}

/** A service that takes requests by http and https. */
export const tlsApp = async (
  files: PemFiles,
  more: Readonly<Record<string, string>> = {},
): Promise<TlsApp> => {
  const [port, tlsPort] = [await freePort(), await freePort()];
  const environment = new Environment({
    ...variables,
    ASSENT_PORT: String(port),
    ASSENT_TLS_PORT: String(tlsPort),
    ASSENT_TLS_CERTIFICATE: files.certificate,
    ASSENT_TLS_KEY: files.key,
    ASSENT_TLS_RELOAD: '0',
    ...more,
  });
  const app = await createApp([shown], environment);
  await openPorts(app);
  return { app, port, tlsPort };
};

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

export interface Asking {
  readonly ca: string;
  readonly client?: { readonly chain: string; readonly key: string } | undefined;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly path?: string;
}

/** One request on a connection of its own. */
export const ask = (port: number, { ca, client, headers = {}, path = '/shown' }: Asking): Promise<Answered> =>
  new Promise((answered, failed) => {
    const credential = client && { cert: client.chain, key: client.key };
    const options = { host: 'localhost', port, path, ca, agent: false, headers, ...credential };
    const asking = request(options, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        answered({ status: response.statusCode ?? 0, body: JSON.parse(text) as never }),
      );
    });
    asking.once('error', failed);
    asking.end();
  });
