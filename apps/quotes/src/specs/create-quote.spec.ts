import { canonicalJson, sha256Base64url } from '#crypto';
import { eventually } from '#testing';
import { quotesPath } from '../quotes-path.js';
import { instant, QuotesWorld, requests, slow } from './world.js';

interface Created {
  readonly id: string;
  readonly state: string;
  readonly [member: string]: unknown;
}

describe('createQuote', () => {
  let world: QuotesWorld;
  beforeAll(async () => (world = await QuotesWorld.start()));
  afterAll(() => world.service.close());

  it.each(requests())('quotes %s as it was consented to, and prices it', async (_name, body) => {
    const answer = await world.create(await world.consent(body));
    expect(answer).toMatchObject({ status: 201, body: { state: 'acknowledged' } });
    expect(answer.headers.get('content-type')?.replaceAll(' ', '')).toBe('application/json;charset=utf-8');
    const { id } = answer.body as Created;
    await eventually(async () => {
      const quote = await world.read(id);
      expect(quote).toMatchObject({ state: 'approved.orderable', quoteLevel: 'firm' });
      expect(quote['quoteItem']).toEqual(
        (quote['quoteItem'] as object[]).map(() =>
          expect.objectContaining({ state: 'approved.orderable', quoteItemPrice: expect.any(Array) }),
        ),
      );
      expect((quote['stateChange'] as Created[]).map(({ state }) => state)).toEqual([
        'acknowledged',
        'inProgress',
        'approved.orderable',
      ]);
    });
  });

  it('answers at once where it is asked to (instantSyncQuote)', async () => {
    expect(await world.create(await world.consent(instant))).toMatchObject({
      status: 201,
      body: {
        ...instant,
        quoteItem: [{ state: 'approved.orderable', quoteItemPrice: [{ name: 'Termination' }] }],
        state: 'approved.orderable',
        validFor: { endDateTime: expect.any(String) },
      },
    });
  });

  it('demands both tokens (MEF 128 §6.3, step 4)', async () => {
    const consented = await world.consent(instant);
    const path = `${quotesPath}/quote`;
    const answers = [
      await world.service.send('POST', path, { body: instant }),
      await world.service.send('POST', path, { body: instant, token: consented.token }),
      await world.create({ ...consented, resourceToken: (await world.consent(instant)).resourceToken }),
    ];
    expect(answers.map(({ status, body }) => [status, (body as { code: string }).code])).toEqual([
      [401, 'missingCredentials'],
      [401, 'missingCredentials'],
      [401, 'invalidCredentials'],
    ]);
  });

  it('takes no other body than the one that was consented to, but does not mind how it is written', async () => {
    const consented = await world.consent(instant);
    const before = await world.service.events();
    const other = await world.create({ ...consented, body: { ...instant, projectId: 'other' } });
    expect(other).toMatchObject({ status: 403, body: { code: 'accessDenied' } });
    expect(await world.service.events()).toBe(before);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(instant).toReversed()), null, 2);
    expect(await world.create(consented, { body: turned })).toMatchObject({ status: 201 });
  });

  it.each([
    ['pending', 401],
    ['revoked', 401],
    ['expired', 401],
    ['consumed', 403],
  ] as const)('takes no intent that is %s', async (status, expected) => {
    const before = await world.service.events();
    expect(await world.create(await world.consent(instant, 'one', { status }))).toMatchObject({
      status: expected,
    });
    expect(await world.service.events()).toBe(before);
  });

  it('takes no intent of another client, nor one for another operation', async () => {
    const foreign = await world.consent(instant, 'one', { clientId: 'two' });
    expect(await world.create(foreign)).toMatchObject({ status: 401 });
    const other = await world.consent(instant, 'one', { operations: ['listQuote'] });
    expect(await world.create(other)).toMatchObject({ status: 403, body: { code: 'accessDenied' } });
  });

  it('uses a single use once, whoever races for it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const consented = await world.consent(instant);
      const answers = await Promise.all(Array.from({ length: 50 }, () => world.create(consented)));
      const of503 = answers.filter(({ status }) => status === 503);
      // On a busy machine the owner of the intent may be asked for too long: those ask again.
      const again = await Promise.all(of503.map(() => world.create(consented)));
      const final = [...answers.filter(({ status }) => status !== 503), ...again];
      const statuses = final.map(({ status }) => status).toSorted((a, b) => a - b);
      expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 403)]);
    }
  });

  it('gives a client that lost the answer its quote again, by x-idempotency-key', async () => {
    const consented = await world.consent(instant);
    const keyed = (key: string) => world.create(consented, { headers: { 'x-idempotency-key': key } });
    const first = await keyed('key-1');
    world.service.tells('intent', consented.intent.intentId, { ...consented.intent, status: 'consumed' }, 2);
    const before = await world.service.events();
    expect(await keyed('key-1')).toMatchObject({ status: 201, body: { id: (first.body as Created).id } });
    expect(await keyed('key-2')).toMatchObject({ status: 403, body: { code: 'accessDenied' } });
    expect(await world.create(consented)).toMatchObject({ status: 403 });
    expect(await world.service.events()).toBe(before);
  });

  it('makes one quote of fifty repeats at once', async () => {
    const consented = await world.consent(instant);
    const headers = { 'x-idempotency-key': 'same' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => world.create(consented, { headers })));
    expect(new Set(answers.map(({ status, body }) => `${status} ${(body as Created).id}`)).size).toBe(1);
  });

  it('quotes again and again under a recurring intent', async () => {
    const consented = await world.consent(instant, 'one', { usage: 'recurring' });
    const [one, two] = [await world.create(consented), await world.create(consented)];
    expect([one.status, two.status]).toEqual([201, 201]);
    expect((one.body as Created).id).not.toBe((two.body as Created).id);
  });

  it('refuses a body that breaks the contract with pointers, before it looks at consent', async () => {
    const broken = { ...instant, quoteItem: [{ id: '1' }] };
    const answer = await world.create({ ...(await world.consent(broken)), body: broken });
    expect([answer.status, answer.body]).toEqual([
      422,
      [{ code: 'missingProperty', propertyPath: '/quoteItem/0/action', reason: expect.any(String) }],
    ]);
  });

  it('knows who the Buyer is (MEF 79 §8.8)', async () => {
    const single = await world.consent(instant);
    expect(await world.create(single, { query: '?buyerId=529900T8BM49AURSDO55' })).toMatchObject({
      status: 400,
      body: { code: 'invalidQuery' },
    });
    expect(await world.create(single, { query: '?sellerId=x' })).toMatchObject({
      status: 400,
      body: { code: 'invalidQuery' },
    });
    const buyer = '5493001KJTIIGC8Y1R12';
    const agent = await world.consent(instant, 'agent', { onBehalfOf: buyer });
    expect(await world.create(agent)).toMatchObject({ status: 400, body: { code: 'missingQueryParameter' } });
    expect(await world.create(agent, { query: '?buyerId=' })).toMatchObject({
      status: 400,
      body: { code: 'missingQueryValue' },
    });
    expect(await world.create(agent, { query: '?buyerId=other' })).toMatchObject({
      status: 403,
      body: { code: 'forbiddenRequester' },
    });
    expect(await world.create(agent, { query: '?buyerId=529900T8BM49AURSDO55' })).toMatchObject({
      status: 403,
      body: { code: 'accessDenied' },
    });
    expect(await world.create(agent, { query: `?buyerId=${buyer}` })).toMatchObject({ status: 201 });
  });

  it('publishes which consent was used, and no personal data', async () => {
    const consented = await world.consent(slow);
    await world.create(consented);
    const [used] = await world.service.database.query<{ public: object }>(
      `select public from event where type = 'IntentConsumed' and data ->> 'intentId' = $1`,
      [consented.intent.intentId],
    );
    expect(used?.public).toMatchObject({
      detail: {
        intentId: consented.intent.intentId,
        operation: 'createQuote',
        payloadHash: sha256Base64url(canonicalJson(slow)),
        accessTokenJti: expect.any(String),
        resourceTokenJti: expect.any(String),
      },
    });
    const leaks = await world.service.database.query(
      `select 1 from event where data::text like '%Erika%' union all select 1 from stream where state::text like '%Erika%'`,
    );
    expect(leaks).toEqual([]);
  });
});
