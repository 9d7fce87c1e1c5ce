import type { PublicAuthorization, PublicIntent } from '#contracts';
import { opaqueId, SealedTokens } from '#crypto';
import { migrateService } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings, createApp, Environment } from '#service';
import { Neighbour, testPostgres } from '#testing';
import pg from 'pg';
import type { CodeContent } from '../minting/sealed-values.js';
import { tokensService } from '../tokens.service-definition.js';
import { authorizationView, intentView, verifier } from './consent.js';
import { type Form, TestClient } from './test-client.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

export const issuer = 'http://localhost:3998';

const registration = new Neighbour('registration', { client: ['ClientRegistered', 'ClientDeleted'] });
const authorization = new Neighbour('authorization', { authorization: ['CodeIssued'] });
const intents = new Neighbour('intents', {
  intent: ['IntentAuthorized', 'IntentRevoked', 'IntentConsumptionRecorded'],
});
const definitions = [registration.definition, authorization.definition, intents.definition, tokensService];

export type Running = Awaited<ReturnType<typeof runTokens>>;
export type Consent = Awaited<ReturnType<Running['consent']>>;

/** The tokens service in a database of its own, with neighbours that say what a spec wants. */
export const runTokens = async (settings: Readonly<Record<string, string>> = {}) => {
  const { url, drop } = await testPostgres();
  for (const { log } of definitions) await migrateService(log, { url, poolSize: 2 });
  const app = await createApp(definitions, new Environment({ ...environment(url), ...settings }));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  const codes = new SealedTokens<CodeContent>(
    app.get(CoreSettings).sharedKey('authorization-code'),
    'authorization-code',
  );
  const clients: TestClient[] = [];

  const inject = async (options: Parameters<typeof app.inject>[0]): Promise<Answer> => {
    const { statusCode: status, headers, payload } = await app.inject(options as { url: string });
    return { status, headers, body: payload === '' ? {} : (JSON.parse(payload) as Answer['body']) };
  };
  const post = (path: string, form: Form | string): Promise<Answer> =>
    inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: typeof form === 'string' ? form : encode(form),
    });
  const tellIntent = (type: string, view: PublicIntent) =>
    intents.tell(app, ['intent', view.intentId], { type, view });

  return {
    app,
    database,
    inject,
    post,
    tellIntent,
    keys: app.get(ServerKeys, { strict: false }),

    client: async (...values: Parameters<typeof TestClient.start>): Promise<TestClient> => {
      const client = await TestClient.start(...values);
      clients.push(client);
      await registration.tell(app, ['client', client.id], { type: 'ClientRegistered', view: client.view });
      return client;
    },

    deleteClient: ({ id, view }: TestClient) =>
      registration.tell(app, ['client', id], {
        type: 'ClientDeleted',
        view: { ...view, status: 'deleted' },
      }),

    /** What a person consented to, and the code that came of it. */
    consent: async (
      client: TestClient,
      wanted: readonly Partial<PublicIntent>[] = [{}],
      change: Partial<PublicAuthorization> = {},
    ) => {
      const authorizationId = opaqueId();
      const views = wanted.map((intent) => intentView(client, authorizationId, intent));
      for (const view of views) await tellIntent('IntentAuthorized', view);
      const view = authorizationView(client, authorizationId, views, change);
      const stream = ['authorization', authorizationId] as const;
      const detail = {
        intentIds: view.intents.map(({ intentId }) => intentId),
        codeExpiresAt: view.codeExpiresAt,
      };
      const version = await authorization.tell(app, stream, { type: 'CodeIssued', view, detail });
      const code = codes.seal({ authorizationId, version }, new Date(Date.now() + 60_000));
      return { authorizationId, version, code, view, intents: views };
    },

    /** A request to the token endpoint that redeems a code, with changes. */
    redeem: async (client: TestClient, code: string, change: Form = {}): Promise<Answer> =>
      post('/token', {
        grant_type: 'authorization_code',
        code,
        redirect_uri: 'https://buyer.example/callback',
        code_verifier: verifier,
        ...(await client.authentication(issuer)),
        ...change,
      }),

    /** A request with client authentication. */
    as: async (client: TestClient, path: string, form: Form): Promise<Answer> =>
      post(path, { ...(await client.authentication(issuer)), ...form }),

    /** Types of all events this service wrote, in order, but for its keys'. */
    events: async (): Promise<readonly string[]> => {
      const { rows } = await database.query<{ type: string }>(
        `select type from tokens.event where stream like 'grant-%' order by recorded_at, version`,
      );
      return rows.map(({ type }) => type);
    },

    close: async (): Promise<void> => {
      for (const client of clients) client.stop();
      await database.end();
      await app.close();
      await drop();
    },
  };
};

const encode = (form: Form): string =>
  String(
    new URLSearchParams(
      Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined),
    ),
  );

const environment = (url: string): Readonly<Record<string, string>> => ({
  ASSENT_ISSUER: issuer,
  ASSENT_DATABASE_URL: url,
  ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
  ASSENT_LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'warn',
  ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
});
