import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { PublicKind, PublicViews } from '#contracts';
import { Database, migrateService } from '#event-sourcing';
import { createApp, Environment, type ServiceDefinition } from '#service';
import { freePort } from './free-port.js';
import { Owners } from './owners.js';
import { testPostgres } from './test-postgres.js';
import { TokenIssuer } from './token-issuer.js';

/** An answer, read. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export interface Sent {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One service on a port and in a database of its own, with an issuer that it trusts and neighbours that it has heard of. */
export interface RunningService {
  readonly issuer: string;
  readonly app: NestFastifyApplication;
  readonly tokens: TokenIssuer;
  readonly database: Database;
  send(method: string, path: string, sent?: Sent): Promise<Answered>;
  /** What the neighbours say of a stream of theirs, to this service as to any that asks. */
  tells<K extends PublicKind>(kind: K, id: string, view: PublicViews[K], version?: number): void;
  /** How many events the service has written. */
  events(): Promise<number>;
  close(): Promise<void>;
}

const others = ['directory', 'registration', 'tokens', 'intents', 'authorization', 'quotes', 'notifications'];

/** Starts a service as its own process would; `variables` are settings of it. */
export const runningService = async (
  definition: ServiceDefinition,
  variables: Readonly<Record<string, string>> = {},
): Promise<RunningService> => {
  const { url, drop } = await testPostgres();
  await migrateService(definition.log, { url, poolSize: 2 });
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const tokens = await TokenIssuer.make(issuer);
  const owners = await Owners.start();
  const urls = others
    .filter((name) => name !== definition.name)
    .map((name) => `${name}=${owners.url}`)
    .join(',');
  const environment = environmentOf(issuer, url, { ASSENT_SERVICE_URLS: urls, ...variables });
  const app = await createApp([definition], environment);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/jwks', async () => tokens.jwks);
  await app.listen(port, 'localhost');
  const database = app.get(Database, { strict: false });
  return {
    issuer,
    app,
    tokens,
    database,
    send: (method, path, sent) => send(method, `${issuer}${path}`, sent),
    tells: (kind, id, view, version = 1) => owners.set(kind, id, version, view),
    events: async () => {
      const [row] = await database.query<{ count: number }>('select count(*)::int as count from event');
      return row?.count ?? 0;
    },
    close: () =>
      app
        .close()
        .then(() => owners.close())
        .then(drop),
  };
};

const environmentOf = (
  issuer: string,
  url: string,
  variables: Readonly<Record<string, string>>,
): Environment =>
  new Environment({
    ASSENT_ISSUER: issuer,
    ASSENT_PORT: new URL(issuer).port,
    ASSENT_DATABASE_URL: url,
    ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
    ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
    ...variables,
  });

const send = async (method: string, url: string, { token, headers, body }: Sent = {}): Promise<Answered> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
};
