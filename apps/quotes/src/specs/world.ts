import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublicClient, PublicGrant, PublicIntent } from '#contracts';
import { canonicalJson, opaqueId, sha256Base64url } from '#crypto';
import { type Answered, type RunningService, runningService, type Sent } from '#testing';
import { quotesPath } from '../quotes-path.js';
import { quotesService } from '../quotes.service-definition.js';

const NEVER = '2999-01-01T00:00:00.000Z';

export const clientOf = (clientId: string, onBehalfOf?: string): PublicClient => ({
  clientId,
  status: 'active',
  profile: 'mef-128',
  clientName: clientId,
  organisation: { id: 'org', name: 'Buyer Co.', lei: '529900T8BM49AURSDO55' },
  software: { id: 'software', name: 'Buyer', ...(onBehalfOf && { onBehalfOf }) },
  roles: ['BUYER'],
  scope: 'createQuote',
  redirectUris: [],
  jwksUri: 'https://buyer.example/jwks',
  grantTypes: ['client_credentials'],
  responseTypes: [],
  idTokenSignedResponseAlg: 'PS256',
});

const grantOf = (clientId: string, intentIds: readonly string[]): PublicGrant => ({
  grantId: `grant-of-${clientId}`,
  status: 'active',
  grantType: 'authorization_code',
  clientId,
  scope: 'createQuote',
  intentIds,
  expiresAt: NEVER,
});

/** A body that was consented to, and the two tokens that came of it. */
export interface Consented {
  readonly body: object;
  readonly intent: PublicIntent;
  readonly token: string;
  readonly resourceToken: string;
}

/** The quote API with clients `one`, `two` and `agent`, which acts for another Buyer; the Seller is fast. */
export class QuotesWorld {
  private constructor(readonly service: RunningService) {}

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<QuotesWorld> {
    const pace = {
      ASSENT_QUOTES_ACKNOWLEDGE: '0',
      ASSENT_QUOTES_WORK: '0',
      ASSENT_QUOTES_TIMER_INTERVAL: '20',
    };
    const world = new QuotesWorld(await runningService(quotesService, { ...pace, ...variables }));
    world.join('one');
    world.join('two');
    world.join('agent', '5493001KJTIIGC8Y1R12');
    return world;
  }

  /** Makes a client known, with a grant. */
  join(clientId: string, onBehalfOf?: string): void {
    this.service.tells('client', clientId, clientOf(clientId, onBehalfOf));
    this.service.tells('grant', `grant-of-${clientId}`, grantOf(clientId, []));
  }

  /** Has a body consented to, for a client. */
  async consent(body: object, clientId = 'one', change: Partial<PublicIntent> = {}): Promise<Consented> {
    const intent = intentFor(body, clientId, change);
    const { intentId } = intent;
    this.service.tells('intent', intentId, intent);
    const wish = { clientId, grantId: `grant-of-${clientId}`, intentId };
    const token = await this.service.tokens.access({ ...wish, scope: 'openid createQuote' });
    const bound = intent.usage === 'single' ? { payloadHash: intent.payloadHash } : {};
    const resourceToken = await this.service.tokens.resource(token, { ...wish, ...bound, path: quotesPath });
    return { body, intent, token, resourceToken };
  }

  create(
    { body, token, resourceToken }: Consented,
    sent: Sent & { readonly query?: string } = {},
  ): Promise<Answered> {
    const headers = { 'resource-token': resourceToken, ...sent.headers };
    return this.service.send('POST', `${quotesPath}/quote${sent.query ?? ''}`, {
      token,
      body,
      ...sent,
      headers,
    });
  }

  /** Calls an operation with a token of the client itself. */
  async as(
    clientId: string,
    scope: string,
    call: readonly [method: string, path: string, body?: unknown],
  ): Promise<Answered> {
    const token = await this.service.tokens.access({ clientId, scope });
    const [method, path, body] = call;
    return this.service.send(method, `${quotesPath}${path}`, { token, ...(body !== undefined && { body }) });
  }

  async read(id: string, clientId = 'one'): Promise<Readonly<Record<string, unknown>>> {
    return (await this.as(clientId, 'retrieveQuote', ['GET', `/quote/${id}`])).body as Readonly<
      Record<string, unknown>
    >;
  }
}

const intentFor = (body: object, clientId: string, change: Partial<PublicIntent>): PublicIntent => ({
  intentId: `urn:assent:intent:${opaqueId()}`,
  status: 'authorized',
  clientId,
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: NEVER,
  payloadHash: sha256Base64url(canonicalJson(body)),
  createdAt: '2026-01-01T00:00:00.000Z',
  changedAt: '2026-01-01T00:00:00.000Z',
  ...change,
});

const own = new URL('../../../../../apps/buyer/quotes/', import.meta.url).pathname;

/** Requests written to the contract: our own, and the published ones where `MEF_EXAMPLES` names their folder. */
export const requests = (): [string, object][] => {
  const published = process.env['MEF_EXAMPLES'];
  if (!published) process.stdout.write('MEF_EXAMPLES names no folder: only our own requests are quoted.\n');
  return [own, ...(published ? [published] : [])].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .map((name): [string, object] => [
        name,
        JSON.parse(readFileSync(join(folder, name), 'utf8')) as object,
      ]),
  );
};

/** A small request that is answered at once. */
export const instant = {
  buyerRequestedQuoteLevel: 'firm',
  instantSyncQuote: true,
  externalId: 'small-1',
  projectId: 'moving',
  quoteItem: [{ id: '1', action: 'delete', product: { id: 'product-1' } }],
};

/** One that takes its time. */
export const slow = {
  ...instant,
  instantSyncQuote: false,
  externalId: 'slow-1',
  relatedContactInformation: [
    { role: 'buyerContactInformation', name: 'Erika Muster', emailAddress: 'e@buyer.example', number: '1' },
  ],
};
