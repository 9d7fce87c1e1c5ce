import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { migrateService } from '#event-sourcing';
import { createApp, Environment } from '#service';
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
  register: (body: unknown) => Promise<Answer>;
  manage: (
    method: 'GET' | 'PUT' | 'DELETE',
    clientId: string,
    token?: string,
    body?: unknown,
  ) => Promise<Answer>;
  /** How many events were ever written. */
  countEvents: () => Promise<number>;
  close: () => Promise<void>;
}

export const runRegistration = async (terms: object = {}): Promise<RunningRegistration> => {
  const framework = await TrustFramework.start();
  const { url, drop } = await testPostgres();
  await migrateService(registrationService.log, { url, poolSize: 2 });
  const issuer = 'http://localhost:3999';
  const app = await createApp([registrationService], environment(url, issuer, framework.trusted(terms)));
  await app.init();
  const send = senderOf(app);
  return {
    framework,
    issuer,
    register: (body) => send('POST', '/register', undefined, body),
    manage: (method, clientId, token, body) => send(method, `/register/${clientId}`, token, body),
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

const environment = (url: string, issuer: string, trusted: string): Environment =>
  new Environment({
    ASSENT_ISSUER: issuer,
    ASSENT_DATABASE_URL: url,
    ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
    ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
    ASSENT_TRUSTED_ISSUERS: trusted,
  });

const count = async (connectionString: string): Promise<number> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>('select count(*) from registration.event');
    return Number(rows[0]?.count);
  } finally {
    await client.end();
  }
};
