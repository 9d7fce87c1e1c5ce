import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { PublicClient, PublicIntent } from '#contracts';
import { migrateService } from '#event-sourcing';
import { createApp, Environment } from '#service';
import { context, eventually, testPostgres } from '#testing';
import { CreateAccount } from '../account/create-account.js';
import { authorizationService } from '../authorization.service-definition.js';
import { Browser } from './browser.js';
import { Neighbours } from './neighbours.js';

export const ISSUER = 'http://localhost:3998';
export const REDIRECT = 'http://localhost:4000/callback';
export const person = {
  username: 'Erika',
  password: 'a long and good password',
  totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};

export interface WrittenEvent {
  readonly type: string;
  readonly data: string;
  readonly public: string | null;
}

/** Authorization in a database of its own, among played neighbours. */
export class RunningAuthorization {
  private constructor(
    public app: NestFastifyApplication,
    readonly neighbours: Neighbours,
    private readonly database: { url: string; drop: () => Promise<void> },
    private readonly settings: Environment,
  ) {}

  static async start(
    variables: Record<string, string> = {},
    client: Partial<PublicClient> = {},
  ): Promise<RunningAuthorization> {
    const [neighbours, database] = await Promise.all([Neighbours.start(), testPostgres()]);
    await migrateService(authorizationService.log, { url: database.url, poolSize: 2 });
    const settings = environment(database.url, neighbours.url, variables);
    const running = new RunningAuthorization(await open(settings), neighbours, database, settings);
    neighbours.knowClient({ ...clientAt(neighbours.url), ...client });
    const create = new CreateAccount(person, context({ actor: { kind: 'operator', id: 'specs' } }));
    await running.app.get(CommandBus, { strict: false }).execute(create);
    return running;
  }

  /** Ends the process and starts another on the same log. */
  async restart(): Promise<void> {
    await this.app.close();
    this.app = await open(this.settings);
  }

  async stop(): Promise<void> {
    await this.app.close();
    this.neighbours.stop();
    await this.database.drop();
  }

  browser(address?: string): Browser {
    return new Browser(() => this.app, address);
  }

  /** The path of `/authorize` with a good request object, changed as told. */
  async authorizePath(changes: Record<string, unknown> = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const object = {
      iss: 'client-1',
      aud: ISSUER,
      client_id: 'client-1',
      nbf: now,
      exp: now + 300,
      response_type: 'code id_token',
      redirect_uri: REDIRECT,
      scope: 'openid createQuote',
      state: 'state-1',
      nonce: 'nonce-1',
      claims: { id_token: { meflso_intent_id: { value: 'urn:assent:intent:one' } } },
      ...changes,
    };
    const request = await this.neighbours.sign(JSON.parse(JSON.stringify(object)) as Record<string, unknown>);
    return `/authorize?${new URLSearchParams({ client_id: 'client-1', request })}`;
  }

  /** Registration tells of another version of the client; answers once that is heard here. */
  async hearOfClient(change: Partial<PublicClient>): Promise<void> {
    this.neighbours.changeClient(change);
    await this.query(
      `update "authorization".replica set version = version + 1, view = (view::jsonb || $1::jsonb)::json
        where stream = 'client-client-1'`,
      [JSON.stringify(change)],
    );
    const expected = change.status === 'active' ? 200 : 400;
    await eventually(async () => {
      const { status } = await this.browser().get(await this.authorizePath());
      if (status !== expected) throw new Error(`the client is not heard of: ${status}`);
    });
  }

  async events(): Promise<readonly WrittenEvent[]> {
    return this.query<WrittenEvent>(
      'select type, data::text, public::text from "authorization".event order by stream, version',
    );
  }

  private async query<Row extends object>(text: string, values: unknown[] = []): Promise<readonly Row[]> {
    const client = new pg.Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }
}

const open = async (settings: Environment): Promise<NestFastifyApplication> => {
  const app = await createApp([authorizationService], settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
};

const environment = (url: string, neighbours: string, variables: Record<string, string>): Environment =>
  new Environment({
    ASSENT_ISSUER: ISSUER,
    ASSENT_DATABASE_URL: url,
    ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
    ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
    ASSENT_SERVICE_URLS: ['registration', 'intents', 'tokens', 'notifications', 'quotes']
      .map((name) => `${name}=${neighbours}`)
      .join(','),
    ASSENT_LOG_LEVEL: 'silent',
    ...variables,
  });

const clientAt = (url: string): PublicClient => ({
  clientId: 'client-1',
  status: 'active',
  profile: 'mef-128',
  clientName: 'Procurement Desk',
  organisation: { id: 'buyer', name: 'Buyer <b>Co.</b>', lei: '529900T8BM49AURSDO55' },
  software: { id: 'software-1', name: 'Procurement Desk' },
  roles: ['BUYER'],
  scope: 'openid intents createQuote',
  redirectUris: [REDIRECT],
  jwksUri: `${url}/jwks`,
  grantTypes: ['authorization_code'],
  responseTypes: ['code id_token', 'code id_token token', 'code'],
  idTokenSignedResponseAlg: 'ES256',
});

export const pendingIntent = (intentId: string): PublicIntent => ({
  intentId,
  status: 'pending',
  clientId: 'client-1',
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  payloadHash: 'hash',
  createdAt: new Date().toISOString(),
  changedAt: new Date().toISOString(),
});

export const quote = {
  buyerRequestedQuoteLevel: 'firm',
  instantSyncQuote: false,
  description: '<script>alert(1)</script>',
  quoteItem: [{ id: 'item-1', action: 'delete', product: { id: 'service-1' } }],
};
