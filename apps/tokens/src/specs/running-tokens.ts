import type { PublicAuthorization, PublicIntent } from '#contracts';
import { opaqueId, SealedTokens } from '#crypto';
import { migrateService } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { CoreSettings, createApp, Environment } from '#service';
import { Neighbour, testPostgres } from '#testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
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

type InjectOptions = Exclude<Parameters<NestFastifyApplication['inject']>[0], string | undefined>;

export const issuer = 'http://localhost:3998';

const registration = new Neighbour('registration', {
  client: ['ClientRegistered', 'ClientDeleted', 'ClientSuspended', 'ClientReinstated'],
});
const authorization = new Neighbour('authorization', { authorization: ['CodeIssued'] });
const intents = new Neighbour('intents', {
  intent: ['IntentAuthorized', 'IntentRevoked', 'IntentConsumptionRecorded'],
});
const definitions = [registration.definition, authorization.definition, intents.definition, tokensService];

const cause = {
  kind: 'operator',
  id: 'ops',
  reason: 'key-compromised',
  since: '2026-01-01T00:00:00.000Z',
};

export interface Consent {
  readonly authorizationId: string;
  readonly version: number;
  readonly code: string;
  readonly view: PublicAuthorization;
  readonly intents: readonly PublicIntent[];
}

/** The tokens service in a database of its own, with neighbours that say what a spec wants. */
export class Running {
  private readonly clients: TestClient[] = [];

  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: pg.Client,
    private readonly drop: () => Promise<void>,
  ) {}

  /** `variables` are settings of the service. */
  static async start(variables: Readonly<Record<string, string>> = {}): Promise<Running> {
    const { url, drop } = await testPostgres();
    for (const { log } of definitions) await migrateService(log, { url, poolSize: 2 });
    const app = await createApp(definitions, new Environment({ ...environment(url), ...variables }));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    return new Running(app, database, drop);
  }

  get keys(): ServerKeys {
    return this.app.get(ServerKeys, { strict: false });
  }

  async inject(options: InjectOptions): Promise<Answer> {
    const { statusCode: status, headers, payload } = await this.app.inject(options);
    return { status, headers, body: payload === '' ? {} : (JSON.parse(payload) as Answer['body']) };
  }

  post(path: string, form: Form | string): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const payload = typeof form === 'string' ? form : encode(form);
    return this.inject({ method: 'POST', url: path, headers, payload });
  }

  /** A request with client authentication. */
  async as(client: TestClient, path: string, form: Form): Promise<Answer> {
    return this.post(path, { ...(await client.authentication(issuer)), ...form });
  }

  async client(...values: Parameters<typeof TestClient.start>): Promise<TestClient> {
    const client = await TestClient.start(...values);
    this.clients.push(client);
    await registration.tell(this.app, ['client', client.id], { type: 'ClientRegistered', view: client.view });
    return client;
  }

  async deleteClient({ id, view }: TestClient): Promise<void> {
    const deleted = { ...view, status: 'deleted' };
    await registration.tell(this.app, ['client', id], { type: 'ClientDeleted', view: deleted });
  }

  async suspendClient({ id, view }: TestClient): Promise<void> {
    const suspension = { since: cause.since, causes: [cause] };
    const suspended = { ...view, status: 'suspended', suspension };
    const event = { type: 'ClientSuspended', view: suspended, detail: { cause } };
    await registration.tell(this.app, ['client', id], event);
  }

  async reinstateClient({ id, view }: TestClient): Promise<void> {
    const reinstated = { ...view, reinstatedAt: new Date().toISOString() };
    const event = { type: 'ClientReinstated', view: reinstated, detail: { cause } };
    await registration.tell(this.app, ['client', id], event);
  }

  async tellIntent(type: string, view: PublicIntent): Promise<void> {
    await intents.tell(this.app, ['intent', view.intentId], { type, view });
  }

  /** What a person consented to, and the code that came of it. */
  async consent(
    client: TestClient,
    wanted: readonly Partial<PublicIntent>[] = [{}],
    change: Partial<PublicAuthorization> = {},
  ): Promise<Consent> {
    const authorizationId = opaqueId();
    const views = wanted.map((intent) => intentView(client, authorizationId, intent));
    for (const view of views) await this.tellIntent('IntentAuthorized', view);
    const view = authorizationView(client, authorizationId, views, change);
    const detail = {
      intentIds: view.intents.map(({ intentId }) => intentId),
      codeExpiresAt: view.codeExpiresAt,
    };
    const event = { type: 'CodeIssued', view, detail };
    const version = await authorization.tell(this.app, ['authorization', authorizationId], event);
    const code = this.codes().seal({ authorizationId, version }, new Date(Date.now() + 60_000));
    return { authorizationId, version, code, view, intents: views };
  }

  /** A request to the token endpoint that redeems a code, with changes. */
  redeem(client: TestClient, code: string, change: Form = {}): Promise<Answer> {
    return this.as(client, '/token', {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://buyer.example/callback',
      code_verifier: verifier,
      ...change,
    });
  }

  /** Types of all events of grants, in order. */
  async events(): Promise<readonly string[]> {
    const { rows } = await this.database.query<{ type: string }>(
      `select type from tokens.event where stream like 'grant-%' order by recorded_at, version`,
    );
    return rows.map(({ type }) => type);
  }

  async close(): Promise<void> {
    for (const client of this.clients) client.stop();
    await this.database.end();
    await this.app.close();
    await this.drop();
  }

  private codes(): SealedTokens<CodeContent> {
    const key = this.app.get(CoreSettings).sharedKey('authorization-code');
    return new SealedTokens(key, 'authorization-code');
  }
}

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
  ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
});
