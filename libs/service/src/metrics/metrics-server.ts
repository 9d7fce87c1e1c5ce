import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { Metrics } from './metrics.js';

export const METRICS_PATH = '/metrics';

/** Serves `GET /metrics` on a port of its own, so that whoever can reach the services cannot read it; until the very end. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly metrics: Metrics,
    private readonly settings: DeploymentSettings,
  ) {}

  /** Throws when the port cannot be listened on. */
  async onApplicationBootstrap(): Promise<void> {
    const { metricsPort: port, host } = this.settings.common;
    if (port === 0) return;
    this.server = createServer((request, response) => void this.answer(request, response));
    await once(this.server.listen(port, host), 'listening').catch((error: NodeJS.ErrnoException) => {
      const { code = 'unknown reason' } = error;
      throw new Error(`ASSENT_METRICS_PORT: ${host}:${port} cannot be listened on (${code})`);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((done) => (this.server ? this.server.close(() => done()) : done()));
  }

  private async answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (url?.split('?')[0] !== METRICS_PATH) return void response.writeHead(404).end();
    if (method !== 'GET' && method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const text = await this.metrics.text();
    response.writeHead(200, { 'content-type': this.metrics.contentType, 'cache-control': 'no-store' });
    response.end(text);
  }
}
