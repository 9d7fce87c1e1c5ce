import { type Command, CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock, migrateService } from '#event-sourcing';
import { createApp, Environment, type ServiceDefinition } from '#service';
import { testPostgres } from '#testing';
import pg from 'pg';
import { registrationService } from '../registration.service-definition.js';
import { TrustFramework } from './trust-framework.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Registration in a database of its own, trusting one framework. */
export interface RunningRegistration {
  readonly framework: TrustFramework;
  readonly issuer: string;
  readonly app: NestFastifyApplication;
  /** Another process of the service. */
  another: () => Promise<NestFastifyApplication>;
  /** By the clock of the service. */
  now: () => Date;
  /** Makes the time of the service go on. */
  advance: (seconds: number) => void;
  challenge: () => Promise<string>;
  /** Events of one client, in order. */
  eventsOf: (clientId: string) => Promise<readonly Written[]>;
  register: (body: unknown) => Promise<Answer>;
  manage: (
    method: 'GET' | 'PUT' | 'DELETE',
    clientId: string,
    token?: string,
    body?: unknown,
  ) => Promise<Answer>;
  /** What an operator does, or whoever watches what registrations rest on. */
  execute: <R>(command: Command<R>) => Promise<R>;
  /** How many events were ever written. */
  countEvents: () => Promise<number>;
  close: () => Promise<void>;
}

export interface Written {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly public: { readonly view: object; readonly detail?: object } | null;
}

type Variables = Readonly<Record<string, string>>;

/** `terms` are those of the framework; `variables` are settings of the service. */
export const runRegistration = async (
  terms: object = {},
  variables: Variables | ((framework: TrustFramework) => Variables) = {},
  neighbours: readonly ServiceDefinition[] = [],
): Promise<RunningRegistration> => {
  const framework = await TrustFramework.start();
  const more = typeof variables === 'function' ? variables(framework) : variables;
  const { url, drop } = await testPostgres();
  const definitions = [...neighbours, registrationService];
  for (const { log } of definitions) await migrateService(log, { url, poolSize: 2 });
  const issuer = 'http://localhost:3999';
  const time = { ahead: 0 };
  const start = async (): Promise<NestFastifyApplication> => {
    const settings = environment(url, issuer, framework.trusted(terms), more);
    const started = await createApp(definitions, settings);
    // Everything in the service asks the one clock.
    started.get(Clock, { strict: false }).now = () => new Date(Date.now() + time.ahead);
    return started.init();
  };
  const app = await start();
  const send = senderOf(app);
  return {
    framework,
    issuer,
    app,
    another: start,
    now: () => new Date(Date.now() + time.ahead),
    advance: (seconds) => void (time.ahead += seconds * 1000),
    challenge: async () => String((await send('POST', '/register/challenge', undefined, {})).body['nonce']),
    eventsOf: (clientId) => written(url, clientId),
    register: (body) => send('POST', '/register', undefined, body),
    manage: (method, clientId, token, body) => send(method, `/register/${clientId}`, token, body),
    execute: (command) => app.get(CommandBus, { strict: false }).execute(command),
    countEvents: () => count(url),
    close: async () => {
      await app.close();
      await framework.stop();
      await drop();
    },
  };
};

const senderOf =
  (app: NestFastifyApplication) =>
  async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    token: string | undefined,
    body: unknown,
  ): Promise<Answer> => {
    const { statusCode, headers, payload } = await app.inject({
      method,
      url,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    const answer = payload === '' ? {} : (JSON.parse(payload) as Answer['body']);
    return { status: statusCode, headers, body: answer };
  };

const environment = (url: string, issuer: string, trusted: string, more: Variables): Environment =>
  new Environment({
    ASSENT_ISSUER: issuer,
    ASSENT_DATABASE_URL: url,
    ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
    ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
    ASSENT_TRUSTED_ISSUERS: trusted,
    ...more,
  });

const count = async (url: string): Promise<number> => {
  const [row] = await query<{ count: string }>(url, 'select count(*) from registration.event');
  return Number(row?.count);
};

const written = (url: string, clientId: string): Promise<readonly Written[]> =>
  query<Written>(
    url,
    'select type, data, public from registration.event where stream = $1 order by version',
    [`client-${clientId}`],
  );

const query = async <Row extends object>(
  connectionString: string,
  text: string,
  values: unknown[] = [],
): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};
