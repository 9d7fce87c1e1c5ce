import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import type { Answered, RunningService } from '#testing';
import { intentFilter, writeCursor } from '../intent-list.query.js';
import { body, intentsWorld } from './world.js';

interface Page {
  readonly intents: readonly {
    readonly intentId: string;
    readonly status: string;
    readonly createdAt: string;
  }[];
  readonly nextCursor?: string;
}

describe('the list of intents', () => {
  let service: RunningService;
  let tokens: Record<string, string>;
  const staged: string[] = [];
  const send = (client: string, method: string, path: string, sent: object = {}): Promise<Answered> =>
    service.send(method, path, { token: tokens[client]!, ...sent });
  const list = async (query = '', client = 'one') =>
    (await send(client, 'GET', `/intents${query}`)).body as Page;
  const ids = ({ intents }: Page) => intents.map(({ intentId }) => intentId);

  beforeAll(async () => {
    ({ service, tokens } = await intentsWorld());
    for (let count = 0; count < 5; count += 1) {
      const { intentId } = (await send('one', 'POST', '/intents', { body })).body as { intentId: string };
      staged.unshift(intentId);
    }
    await send('two', 'POST', '/intents', { body });
    await send('one', 'DELETE', `/intents/${encodeURIComponent(staged[4]!)}`);
  });
  afterAll(() => service.close());

  it('shows own intents alone, newest first, with what was staged just before', async () => {
    const page = await list();
    expect(ids(page)).toEqual(staged);
    expect(page).not.toHaveProperty('nextCursor');
    expect(page.intents[0]).not.toHaveProperty('payload');
    expect((await list('', 'two')).intents).toHaveLength(1);
  });

  it('comes in pages by an opaque cursor, without gaps or repeats', async () => {
    const pages: string[][] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page: Page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(ids(page));
      cursor = page.nextCursor;
    }
    expect(pages).toEqual([staged.slice(0, 2), staged.slice(2, 4), staged.slice(4)]);
  });

  it('is filtered by status, kind and time', async () => {
    expect(ids(await list('?status=withdrawn'))).toEqual([staged[4]]);
    expect(ids(await list('?status=pending&kind=quote'))).toEqual(staged.slice(0, 4));
    expect(ids(await list('?kind=order'))).toEqual([]);
    const middle = (await list()).intents[2]!.createdAt;
    expect(ids(await list(`?createdAt.gt=${middle}`))).toEqual(staged.slice(0, 2));
    expect(ids(await list(`?createdAt.lt=${middle}`))).toEqual(staged.slice(3));
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=x',
    'status=open',
    'cursor=x',
    'cursor=',
    'createdAt.gt=now',
    'owner=two',
    'status=pending&status=pending',
    `cursor=${writeCursor({ createdAt: '2026-01-01T00:00:00.000Z', intentId: "'; drop table intent_list_v1; --" })}x`,
  ])('refuses ?%s with 400 invalidQuery', async (query) => {
    expect(await send('one', 'GET', `/intents?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalidQuery' },
    });
  });
});

describe('the query parser', () => {
  it('gives a filter or refuses, whatever it is sent', () => {
    const names = fc.constantFrom('status', 'kind', 'createdAt.gt', 'limit', 'cursor', 'other');
    const values = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.constantFrom('pending', '10', '2026-01-01T00:00:00Z'),
    );
    const found = fc.check(
      fc.property(fc.dictionary(names, values), (query) => {
        try {
          const { limit } = intentFilter(query);
          return limit >= 1 && limit <= 100;
        } catch (error) {
          return error instanceof Refused && error.reason === 'invalid-query';
        }
      }),
      { numRuns: 1000 },
    );
    expect(found.counterexample).toBeNull();
  });

  it('reads back every cursor that it wrote', () => {
    const time = fc.date({ min: new Date('2000-01-01'), max: new Date('2999-12-31'), noInvalidDate: true });
    const id = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('base64url'));
    const found = fc.check(
      fc.property(time, id, (date, random) => {
        const cursor = { createdAt: date.toISOString(), intentId: `urn:assent:intent:${random}` };
        return JSON.stringify(intentFilter({ cursor: writeCursor(cursor) }).after) === JSON.stringify(cursor);
      }),
    );
    expect(found.counterexample).toBeNull();
  });
});
