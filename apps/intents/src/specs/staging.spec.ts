import { canonicalJson, sha256Base64url } from '#crypto';
import type { Answered, RunningService, Sent } from '#testing';
import { body, intentsWorld, quoteRequest } from './world.js';

interface Intent {
  readonly intentId: string;
  readonly status: string;
  readonly [member: string]: unknown;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('the staging API', () => {
  let service: RunningService;
  let tokens: Record<string, string>;
  beforeAll(async () => ({ service, tokens } = await intentsWorld()));
  afterAll(() => service.close());

  const as = (client: string, method: string, path: string, sent: Sent = {}): Promise<Answered> =>
    service.send(method, path, { token: tokens[client]!, ...sent });
  const stage = async (client = 'one', change: object = {}): Promise<Intent> => {
    const answer = await as(client, 'POST', '/intents', { body: { ...body, ...change } });
    expect(answer.status).toBe(201);
    return answer.body as Intent;
  };
  const pathOf = ({ intentId }: Intent) => `/intents/${encodeURIComponent(intentId)}`;

  it('gives an opaque ticket for what is staged (MEF 128 R15, R16)', async () => {
    const answer = await as('one', 'POST', '/intents', { body });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    const intent = answer.body as Intent;
    expect(answer.headers.get('location')).toBe(pathOf(intent));
    expect(intent).toMatchObject({
      intentId: expect.stringMatching(/^urn:assent:intent:[\w-]{22}$/),
      status: 'pending',
      ...body,
      payloadHash: sha256Base64url(canonicalJson(quoteRequest)),
      history: [{ status: 'pending', reason: 'staged', by: 'client' }],
    });
    const read = await as('one', 'GET', pathOf(intent));
    expect([read.status, read.body]).toEqual([200, intent]);
  });

  it('seals payload and purpose in the log', async () => {
    await stage('one', { purpose: 'a secret purpose' });
    const rows = await service.database.query(
      `select 1 from event where data::text like '%secret purpose%' or public::text like '%product-1%'`,
    );
    expect(rows).toEqual([]);
  });

  it('echoes x-fapi-interaction-id, and makes one where there is none (FAPI 1.0 Baseline §6.2.1)', async () => {
    const id = 'a1b2c3d4-0000-4000-8000-a1b2c3d4e5f6';
    const echoed = await as('one', 'GET', '/intents/x', { headers: { 'x-fapi-interaction-id': id } });
    expect([echoed.status, echoed.headers.get('x-fapi-interaction-id')]).toEqual([404, id]);
    const made = await as('one', 'GET', '/intents/x', { headers: { 'x-fapi-interaction-id': 'no uuid' } });
    expect(made.headers.get('x-fapi-interaction-id')).toMatch(UUID);
  });

  it("answers for another client's intent exactly as for one that never was", async () => {
    const intent = await stage();
    const never = '/intents/urn%3Aassent%3Aintent%3AAAAAAAAAAAAAAAAAAAAAAA';
    for (const [method, sent] of [
      ['GET', {}],
      ['PATCH', { body: { purpose: 'mine now' } }],
      ['DELETE', {}],
    ] as const) {
      const [foreign, unknown] = [
        await as('two', method, pathOf(intent), sent),
        await as('two', method, never, sent),
      ];
      expect(foreign.status).toBe(404);
      expect(foreign.body).toEqual({
        code: 'notFound',
        reason: expect.any(String),
        message: expect.any(String),
      });
      expect(foreign.body).toEqual(unknown.body);
    }
    expect((await as('one', 'GET', pathOf(intent))).body).toEqual(intent);
  });

  it('lets third parties stage for those they act for, and for no others (MEF 128 §6.3, Model 2)', async () => {
    const onBehalfOf = '5493001KJTIIGC8Y1R12';
    expect(await stage('agent', { onBehalfOf })).toMatchObject({ onBehalfOf });
    const refused = await as('agent', 'POST', '/intents', {
      body: { ...body, onBehalfOf: '529900T8BM49AURSDO55' },
    });
    expect([refused.status, refused.body]).toEqual([
      422,
      [{ code: 'invalidValue', propertyPath: '/onBehalfOf', reason: expect.any(String) }],
    ]);
  });

  it.each<[string, object, string, string]>([
    ['an unknown kind', { kind: 'order' }, 'invalidValue', '/kind'],
    ['no operations', { operations: [] }, 'missingProperty', '/operations/0'],
    ['an unknown operation', { operations: ['dropTable'] }, 'invalidValue', '/operations/0'],
    ['no purpose', { purpose: undefined }, 'missingProperty', '/purpose'],
    ['a member nobody knows', { priority: 1 }, 'unexpectedProperty', '/priority'],
    ['recurring use without an end', { usage: 'recurring' }, 'missingProperty', '/until'],
    ['single use with an end', { until: '2026-12-31T00:00:00Z' }, 'unexpectedProperty', '/until'],
    ['a time that is none', { expiresAt: 'tomorrow' }, 'invalidFormat', '/expiresAt'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'invalidValue', '/expiresAt'],
    ['a life too long', { expiresAt: '2999-01-01T00:00:00Z' }, 'invalidValue', '/expiresAt'],
    [
      'a payload of no contract',
      { payload: { ...quoteRequest, quoteItem: [] } },
      'missingProperty',
      '/payload/quoteItem/0',
    ],
    ['an entity that is no LEI', { onBehalfOf: 'me' }, 'invalidFormat', '/onBehalfOf'],
  ])(
    'refuses %s with a 422 that points at it, and writes nothing',
    async (_what, change, code, propertyPath) => {
      const before = await service.events();
      const answer = await as('one', 'POST', '/intents', { body: { ...body, ...change } });
      expect(answer.status).toBe(422);
      expect(answer.body).toContainEqual({ code, propertyPath, reason: expect.any(String) });
      expect(await service.events()).toBe(before);
    },
  );

  it('demands a token with the scope', async () => {
    const other = await service.tokens.access({ clientId: 'one', scope: 'listQuote' });
    expect((await service.send('GET', '/intents', {})).body).toMatchObject({ code: 'missingCredentials' });
    expect((await service.send('POST', '/intents', { token: other, body })).body).toMatchObject({
      code: 'accessDenied',
    });
  });

  describe('x-idempotency-key', () => {
    const keyed = (key: string, change: object = {}, client = 'one') =>
      as(client, 'POST', '/intents', { headers: { 'x-idempotency-key': key }, body: { ...body, ...change } });

    it('makes a repeat find what it made, as it is now', async () => {
      const first = await keyed('key-1');
      await as('one', 'DELETE', pathOf(first.body as Intent));
      const again = await keyed('key-1');
      expect([again.status, again.body]).toMatchObject([
        201,
        { intentId: (first.body as Intent).intentId, status: 'withdrawn' },
      ]);
    });

    it('refuses another body under the same key, and changes nothing', async () => {
      await keyed('key-2');
      const before = await service.events();
      const answer = await keyed('key-2', { purpose: 'something else' });
      expect([answer.status, answer.body]).toMatchObject([409, { code: 'conflict' }]);
      expect(await service.events()).toBe(before);
    });

    it('is of one client alone', async () => {
      const [one, two] = [await keyed('key-3'), await keyed('key-3', {}, 'two')];
      expect((one.body as Intent).intentId).not.toBe((two.body as Intent).intentId);
    });

    it('makes one intent of fifty at once', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => keyed('key-4')));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map((answer) => (answer.body as Intent).intentId)).size).toBe(1);
    });

    it('is at most 40 characters', async () => {
      expect((await keyed('k'.repeat(40))).status).toBe(201);
      expect((await keyed('k'.repeat(41))).body).toMatchObject({ code: 'invalidBody' });
    });
  });
});
