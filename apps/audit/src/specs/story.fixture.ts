import { randomUUID } from 'node:crypto';
import type { PublicIntent } from '#contracts';
import { type Context, migrateService, PostgresDatabase } from '#event-sourcing';
import { audited } from '../audit.log.js';

/** What a service publishes in a spec. */
export interface Told {
  readonly service: (typeof audited)[number];
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly view: object;
  readonly detail?: object;
  readonly at: string;
  readonly id?: string;
  readonly context?: Partial<Context>;
}

/** The logs of all services, into which a spec writes as their event stores and sequencers would. */
export class Story {
  private constructor(private readonly logs: ReadonlyMap<string, PostgresDatabase>) {}

  static async begin(url: string): Promise<Story> {
    const logs = new Map<string, PostgresDatabase>();
    for (const service of audited) {
      const log = { service, aggregates: [] };
      await migrateService(log, { url, poolSize: 2 });
      logs.set(service, await PostgresDatabase.open(log, { url, poolSize: 1 }));
    }
    return new Story(logs);
  }

  async tell(...happenings: readonly Told[]): Promise<void> {
    for (const {
      service,
      stream,
      version,
      type,
      view,
      detail,
      at,
      id = randomUUID(),
      context,
    } of happenings) {
      const metadata = {
        commandId: randomUUID(),
        at,
        actor: { kind: 'client', id: 'c1' },
        correlationId: 'corr-1',
        ...context,
      };
      const log = this.logs.get(service)!;
      await log.query(
        `insert into event (id, stream, version, type, schema_version, data, public, metadata, recorded_at, chain, position)
         values ($1, $2, $3, $4, 1, '{}', $5, $6, $7, '', (select coalesce(max(position), 0) + 1 from event))`,
        [
          id,
          stream,
          version,
          type,
          JSON.stringify({ view, ...(detail && { detail }) }),
          JSON.stringify(metadata),
          at,
        ],
      );
      await log.query(`select pg_notify('assent_sequenced', $1)`, [service]);
    }
  }

  async end(): Promise<void> {
    await Promise.all([...this.logs.values()].map((log) => log.close()));
  }
}

export const intentView = (
  intentId: string,
  status: PublicIntent['status'],
  changedAt: string,
): PublicIntent => ({
  intentId,
  status,
  clientId: 'c1',
  kind: 'quote',
  operations: ['createQuote'],
  usage: 'single',
  expiresAt: '2026-02-01T00:00:00.000Z',
  payloadHash: 'h',
  ...(status === 'authorized' && {
    consent: { authorizationId: 'a1', sub: 'person-1', acr: 'urn:mef:lso:security:acr:sca', at: changedAt },
  }),
  createdAt: '2026-01-01T10:00:00.000Z',
  changedAt,
});

const [person, asked, decided] = [{ kind: 'person', id: 'person-1' } as const, randomUUID(), randomUUID()];

/** From registration to a delivered notification, with one intent. */
export const tenSteps = (intentId: string): Told[] => {
  const stream = `intent-${intentId}`;
  const context = { correlationId: 'corr-2' };
  const minute = (n: number): string => `2026-01-01T10:0${n}:00.000Z`;
  const client = {
    clientId: 'c1',
    status: 'active',
    organisation: { id: 'o1', name: 'Example Carrier', lei: '5493001KJTIIGC8Y1R12' },
    software: { id: 's1', name: 'Ordering' },
  };
  const grant = { grantId: 'g1', status: 'active', intentIds: [intentId] };
  return [
    {
      service: 'registration',
      stream: 'client-c1',
      version: 1,
      type: 'ClientRegistered',
      view: client,
      at: '2026-01-01T09:00:00.000Z',
      detail: { statement: { issuer: 'https://d', jti: 'ssa-1', kid: 'directory-key' } },
      context: { correlationId: 'corr-0' },
    },
    {
      service: 'intents',
      stream,
      version: 1,
      type: 'IntentStaged',
      view: intentView(intentId, 'pending', minute(0)),
      at: minute(0),
      detail: { reason: 'staged' },
    },
    {
      service: 'authorization',
      stream: 'authorization-a1',
      version: 1,
      type: 'AuthorizationRequested',
      view: { intents: [{ intentId }] },
      at: minute(1),
      id: asked,
      detail: { evidence: { requestObjectHash: 'x', alg: 'ES256', kid: 'client-key' } },
      context,
    },
    {
      service: 'authorization',
      stream: 'authorization-a1',
      version: 2,
      type: 'ConsentGranted',
      view: { intents: [{ intentId, decision: 'approved' }] },
      at: minute(2),
      id: decided,
      context: { ...context, actor: person, causationId: asked },
    },
    {
      service: 'intents',
      stream,
      version: 2,
      type: 'IntentAuthorized',
      view: intentView(intentId, 'authorized', minute(3)),
      at: minute(3),
      context: { ...context, actor: person, causationId: decided },
    },
    {
      service: 'tokens',
      stream: 'grant-g1',
      version: 1,
      type: 'TokenIssued',
      view: grant,
      at: minute(4),
      detail: {
        tokens: [{ use: 'access', jti: 'jti-1', kid: 'tokens-key', expiresAt: minute(9) }],
        clientKid: 'client-key',
      },
      context,
    },
    {
      service: 'quotes',
      stream: 'quote-q1',
      version: 1,
      type: 'IntentConsumed',
      view: { quoteId: 'q1', intentId },
      at: minute(5),
      detail: { intentId, accessTokenJti: 'jti-1', resourceTokenJti: 'jti-2' },
      context,
    },
    {
      service: 'notifications',
      stream: 'delivery-d1',
      version: 1,
      type: 'NotificationDelivered',
      view: { subject: 'quote-q1' },
      at: minute(6),
      detail: { kid: 'notifications-key' },
      context,
    },
  ];
};
