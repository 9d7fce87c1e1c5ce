import { createServer, type AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrateService } from '#event-sourcing';
import { createApp, Environment } from '#service';
import { testPostgres } from '#testing';
import { directoryService } from '../directory.service-definition.js';

/** The directory on a port and in a database of its own. */
export interface RunningDirectory {
  readonly issuer: string;
  readonly app: NestFastifyApplication;
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  close: () => Promise<void>;
}

export const runDirectory = async (
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningDirectory> => {
  const { url, drop } = await testPostgres();
  await migrateService(directoryService.log, { url, poolSize: 2 });
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const environment = new Environment({
    ASSENT_ISSUER: issuer,
    ASSENT_PORT: String(port),
    ASSENT_DATABASE_URL: url,
    ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
    ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
    ...variables,
  });
  const app = await createApp([directoryService], environment);
  await app.listen(port, 'localhost');
  const post: RunningDirectory['post'] = (path, body, headers = {}) =>
    fetch(`${issuer}/directory${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { issuer, app, post, close: () => app.close().then(drop) };
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
