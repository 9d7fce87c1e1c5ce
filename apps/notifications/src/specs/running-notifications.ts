import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { PublicClient } from '#contracts';
import { generateSigningKey, importSigningKey, opaqueId, type SigningKey, signJwt } from '#crypto';
import { migrateService } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { type AppParts, CoreSettings, createApp, Environment } from '#service';
import { Neighbour, testPostgres } from '#testing';
import { notificationsService } from '../notifications.service-definition.js';
import { environment, internalToken, type Settings } from './environment.js';
import { serveKeys } from './issuer-keys.js';
import { clientView, grantView, intentView, quoteView, suspensionCause as cause } from './views.js';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A client of the Seller with a token for the Hub. */
export interface HubClient {
  readonly view: PublicClient;
  readonly token: string;
}

type InjectOptions = Exclude<Parameters<NestFastifyApplication['inject']>[0], string | undefined>;

const neighbours = {
  registration: new Neighbour('registration', {
    client: ['ClientRegistered', 'ClientDeleted', 'ClientSuspended', 'ClientReinstated'],
  }),
  tokens: new Neighbour('tokens', { grant: ['TokenIssued'] }),
  intents: new Neighbour('intents', {
    intent: ['IntentStaged', 'IntentAuthorized', 'IntentRevoked', 'IntentConsumptionRecorded'],
  }),
  quotes: new Neighbour('quotes', { quote: ['QuoteCreated', 'QuoteStateChanged'] }),
};
const definitions = [...Object.values(neighbours).map(({ definition }) => definition), notificationsService];

/** The notifications service in a database of its own, with neighbours that say what a spec wants. */
export class Running {
  private readonly apps: NestFastifyApplication[] = [];

  private constructor(
    readonly database: pg.Client,
    private readonly key: SigningKey,
    private readonly issuer: Server,
    private readonly options: {
      readonly url: string;
      readonly settings: Settings;
      readonly drop: () => Promise<void>;
      readonly parts: AppParts;
    },
  ) {}

  static async start(settings: Settings = {}, parts: AppParts = {}): Promise<Running> {
    const { url, drop } = await testPostgres();
    for (const { log } of definitions) await migrateService(log, { url, poolSize: 2 });
    const pair = await generateSigningKey('ES256');
    const database = new pg.Client({ connectionString: url });
    await database.connect();
    const key = await importSigningKey(pair.privateJwk, 'ES256');
    const running = new Running(database, key, await serveKeys(pair), { url, settings, drop, parts });
    await running.another();
    return running;
  }

  /** Another process of the same service. */
  async another(): Promise<NestFastifyApplication> {
    const { url, settings, parts } = this.options;
    const app = await createApp(
      definitions,
      new Environment({ ...environment(url), ASSENT_ISSUER: this.issuerUrl, ...settings }),
      parts,
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    this.apps.push(app);
    return app;
  }

  get app(): NestFastifyApplication {
    return this.apps[0]!;
  }

  get issuerUrl(): string {
    return `http://127.0.0.1:${(this.issuer.address() as AddressInfo).port}`;
  }

  publicKeys(): Promise<readonly object[]> {
    return this.app.get(ServerKeys, { strict: false }).publicKeys();
  }

  /** A client with a token; `listener` is the credential it issued to the Seller. */
  async client(listener?: PublicClient['listener'], scope = 'notifications'): Promise<HubClient> {
    const view = clientView(opaqueId(), listener);
    const { clientId } = view;
    const grantId = opaqueId();
    await neighbours.registration.tell(this.app, ['client', clientId], { type: 'ClientRegistered', view });
    const issued = { via: 'client_credentials', scope, tokens: [] };
    const event = { type: 'TokenIssued', view: grantView(grantId, clientId, scope), detail: issued };
    await neighbours.tokens.tell(this.app, ['grant', grantId], event);
    const iat = Math.floor(Date.now() / 1000);
    const claims = { iss: this.issuerUrl, aud: this.issuerUrl, sub: clientId, client_id: clientId, scope };
    const more = { iat, exp: iat + 300, jti: opaqueId(), grant_id: grantId };
    return { view, token: await signJwt(this.key, 'at+jwt', { ...claims, ...more }) };
  }

  suspendClient(client: HubClient): Promise<void> {
    const suspension = { since: cause.since, causes: [cause] };
    return this.tellClient(client, 'ClientSuspended', { status: 'suspended', suspension });
  }

  reinstateClient(client: HubClient): Promise<void> {
    return this.tellClient(client, 'ClientReinstated', { reinstatedAt: new Date().toISOString() });
  }

  private async tellClient({ view }: HubClient, type: string, change: Partial<PublicClient>): Promise<void> {
    const event = { type, view: { ...view, ...change } };
    const told = change.status === 'deleted' ? event : { ...event, detail: { cause } };
    await neighbours.registration.tell(this.app, ['client', view.clientId], told);
  }

  deleteClient(client: HubClient): Promise<void> {
    return this.tellClient(client, 'ClientDeleted', { status: 'deleted' });
  }

  async inject(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    by?: HubClient,
    payload?: object,
  ): Promise<Answer> {
    const headers = by ? { authorization: `Bearer ${by.token}` } : {};
    const options: InjectOptions = { method, url, headers, ...(payload && { payload }) };
    const { statusCode: status, headers: got, payload: text } = await this.app.inject(options);
    return { status, headers: got, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  /** Registers a listener; answers its id. */
  async listen(by: HubClient, callback: string, query?: string): Promise<string> {
    const { status, body } = await this.inject('POST', '/hub', by, { callback, ...(query && { query }) });
    if (status !== 201) throw new Error(`POST /hub answered ${status}`);
    return (body as { id: string }).id;
  }

  async tellIntent(by: HubClient, intentId: string, type: string, status: string): Promise<void> {
    const view = intentView(intentId, by.view.clientId, status);
    await neighbours.intents.tell(this.app, ['intent', intentId], { type, view });
  }

  async tellQuote(by: HubClient, quoteId: string, type: string, state: string): Promise<void> {
    const view = quoteView(quoteId, by.view.clientId, state);
    await neighbours.quotes.tell(this.app, ['quote', quoteId], { type, view });
  }

  /** What an operator does with dead letters. */
  async redrive({ view }: HubClient): Promise<unknown> {
    const jwt = await internalToken(this.app.get(CoreSettings), 'notifications');
    const headers = { authorization: `Bearer ${jwt}` };
    const url = '/internal/notifications/redrive';
    return (
      await this.app.inject({ method: 'POST', url, headers, payload: { clientId: view.clientId } })
    ).json();
  }

  /** Types of all events of the deliveries to a client, in order. */
  async events({ view }: HubClient): Promise<readonly string[]> {
    return this.types(
      `stream in (select stream from notifications.event
                  where type = 'NotificationQueued' and data->'notification'->>'clientId' = $1)`,
      view.clientId,
    );
  }

  /** Types of all events of the listeners of a client, in order. */
  async listenerEvents({ view }: HubClient): Promise<readonly string[]> {
    return this.types('stream = $1', `listener-${view.clientId}`);
  }

  private async types(condition: string, value: string): Promise<readonly string[]> {
    const text = `select type from notifications.event where ${condition} order by recorded_at, version`;
    return (await this.database.query<{ type: string }>(text, [value])).rows.map(({ type }) => type);
  }

  async close(): Promise<void> {
    await this.database.end();
    for (const app of this.apps) await app.close();
    this.issuer.close();
    this.issuer.closeAllConnections();
    await this.options.drop();
  }
}
