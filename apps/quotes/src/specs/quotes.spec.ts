import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { type Answered, eventually } from '#testing';
import { quoteFilter } from '../quote-list.query.js';
import { instant, QuotesWorld, slow } from './world.js';

const idOf = (answer: Answered): string => (answer.body as { id: string }).id;

describe('quotes that were asked for', () => {
  let world: QuotesWorld;
  // The Seller never gets to its answer, so that quotes stay in progress.
  beforeAll(async () => (world = await QuotesWorld.start({ ASSENT_QUOTES_WORK: '86400' })));
  afterAll(() => world.service.close());

  const make = async (body: object, clientId = 'one') =>
    idOf(await world.create(await world.consent(body, clientId)));
  const inProgress = async (): Promise<string> => {
    const id = await make(slow);
    await eventually(async () => expect(await world.read(id)).toMatchObject({ state: 'inProgress' }));
    return id;
  };
  const end = (operation: string, body: object, clientId = 'one') =>
    world.as(clientId, operation, ['POST', `/${operation}`, body]);

  it('are read with contacts of both sides, until there are prices without them', async () => {
    const quote = await world.read(await make(slow));
    expect(quote).toMatchObject({
      externalId: 'slow-1',
      relatedContactInformation: [...slow.relatedContactInformation, { role: 'sellerContactInformation' }],
      href: expect.stringContaining('/mefApi/sonata/quoteManagement/v8/quote/'),
    });
    expect((quote['quoteItem'] as object[])[0]).not.toHaveProperty('quoteItemPrice');
  });

  it("are read by nobody else: another client's is as unknown as none (404)", async () => {
    const id = await make(instant);
    const [foreign, unknown] = [
      await world.as('two', 'retrieveQuote', ['GET', `/quote/${id}`]),
      await world.as('two', 'retrieveQuote', ['GET', '/quote/unknown']),
    ];
    expect(foreign).toMatchObject({ status: 404, body: { code: 'notFound' } });
    expect(foreign.body).toEqual(unknown.body);
    expect(await world.as('one', 'retrieveQuote', ['GET', `/quote/${id}?fields=id`])).toMatchObject({
      status: 400,
    });
  });

  it('are cancelled while in progress, and then no more', async () => {
    const quoteId = await inProgress();
    const cancelled = await end('cancelQuote', { quoteId, reason: 'We do not move' });
    expect(cancelled).toMatchObject({ status: 200, body: { quoteId, reason: 'We do not move' } });
    expect(await world.read(quoteId)).toMatchObject({
      state: 'cancelled',
      stateChange: [{}, {}, { state: 'cancelled', changeReason: 'We do not move' }],
      quoteItem: [{ state: 'abandoned' }],
    });
    const again = await end('cancelQuote', { quoteId });
    expect(again).toMatchObject({ status: 422, body: [{ code: 'otherIssue', propertyPath: '/quoteId' }] });
  });

  it('are declined when they could be ordered', async () => {
    const quoteId = await make(instant);
    expect(await end('declineQuote', { quoteId })).toMatchObject({ status: 200, body: { quoteId } });
    expect(await world.read(quoteId)).toMatchObject({ state: 'declined' });
    expect(await end('declineQuote', { quoteId: await inProgress() })).toMatchObject({ status: 422 });
  });

  it.each(['cancelQuote', 'declineQuote'])(
    '%s says of an unknown or foreign quote that the reference is not found',
    async (operation) => {
      const quoteId = await make(instant);
      const before = await world.service.events();
      const notFound = { status: 422, body: [{ code: 'referenceNotFound', propertyPath: '/quoteId' }] };
      expect(await end(operation, { quoteId }, 'two')).toMatchObject(notFound);
      expect(await end(operation, { quoteId: 'unknown' })).toMatchObject(notFound);
      expect(await end(operation, {})).toMatchObject({ status: 422, body: [{ code: 'missingProperty' }] });
      expect(await world.as('one', 'listQuote', ['POST', `/${operation}`, { quoteId }])).toMatchObject({
        status: 403,
      });
      expect(await world.service.events()).toBe(before);
    },
  );
});

describe('listQuote', () => {
  let world: QuotesWorld;
  const ids: string[] = [];
  beforeAll(async () => {
    world = await QuotesWorld.start({ ASSENT_QUOTES_WORK: '86400' });
    for (const externalId of ['a', 'b', 'c'])
      ids.push(idOf(await world.create(await world.consent({ ...instant, externalId }))));
    await world.create(await world.consent(instant, 'two'));
  });
  afterAll(() => world.service.close());
  const list = (query = '') => world.as('one', 'listQuote', ['GET', `/quote${query}`]);
  const found = async (query: string) => ((await list(query)).body as { id: string }[]).map(({ id }) => id);

  it('finds own quotes alone, in pages, and counts them', async () => {
    const all = await list();
    expect((all.body as { id: string }[]).map(({ id }) => id)).toEqual(ids);
    const page = await list('?offset=1&limit=1');
    expect(page.body).toEqual([
      expect.objectContaining({
        id: ids[1],
        externalId: 'b',
        state: 'approved.orderable',
        quoteLevel: 'firm',
      }),
    ]);
    const counts = ['x-total-count', 'x-result-count', 'x-pagination-throttled'].map((name) =>
      page.headers.get(name),
    );
    expect(counts).toEqual(['3', '1', 'false']);
    expect(await found('?offset=9')).toEqual([]);
  });

  it('filters by state, level, ids and dates', async () => {
    expect(await found('?state=approved.orderable&quoteLevel=firm&projectId=moving')).toEqual(ids);
    expect(await found('?externalId=b')).toEqual([ids[1]]);
    expect(await found('?state=declined')).toEqual([]);
    const { quoteDate } = (await world.read(ids[1]!)) as { quoteDate: string };
    expect(await found(`?quoteDate.gt=${quoteDate}`)).toEqual([ids[2]]);
    expect(await found(`?quoteDate.lt=${quoteDate}`)).toEqual([ids[0]]);
    expect(await found('?effectiveQuoteCompletionDate.gt=2000-01-01T00:00:00Z')).toEqual(ids);
    expect(await found('?requestedQuoteCompletionDate.gt=2000-01-01T00:00:00Z')).toEqual([]);
  });

  it.each([
    'state=open',
    'limit=-1',
    'offset=x',
    'quoteDate.gt=now',
    'externalId=',
    'unknown=1',
    'state=declined&state=declined',
  ])('refuses ?%s', async (query) => {
    expect(await list(`?${query}`)).toMatchObject({ status: 400, body: { code: 'invalidQuery' } });
  });

  it('reads any query as a filter, or refuses it', () => {
    const names = fc.constantFrom(
      'state',
      'quoteLevel',
      'externalId',
      'quoteDate.gt',
      'offset',
      'limit',
      'x',
    );
    const counterexample = fc.check(
      fc.property(fc.dictionary(names, fc.oneof(fc.string(), fc.nat().map(String))), (query) => {
        try {
          const { limit, offset } = quoteFilter(query);
          return limit >= 0 && limit <= 100 && Number.isSafeInteger(offset);
        } catch (error) {
          return error instanceof Refused && error.reason === 'invalid-query';
        }
      }),
      { numRuns: 1000 },
    ).counterexample;
    expect(counterexample).toBeNull();
  });
});

describe('prices that hold for a second', () => {
  it('run out by themselves', async () => {
    const world = await QuotesWorld.start({ ASSENT_QUOTES_VALIDITY: '1' });
    const id = idOf(await world.create(await world.consent(instant)));
    await eventually(async () => expect(await world.read(id)).toMatchObject({ state: 'expired' }));
    expect(await world.as('one', 'declineQuote', ['POST', '/declineQuote', { quoteId: id }])).toMatchObject({
      status: 422,
    });
    await world.service.close();
  });
});
