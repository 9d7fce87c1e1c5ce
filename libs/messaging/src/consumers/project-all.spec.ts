import { eventually } from '#testing';
import type { ProjectingConsumer } from '../consumer.js';
import { Household, label } from '../fixtures/household.js';
import { logUnderTest } from '../fixtures/log-under-test.js';
import { history } from '../fixtures/neighbour.js';
import type { Message } from '../message.js';

describe('a consumer that projects a batch at once', () => {
  let log: Awaited<ReturnType<typeof logUnderTest>>;
  let house: Household;
  beforeAll(async () => {
    log = await logUnderTest();
  });
  beforeEach(async () => {
    house = await Household.found(log);
  });
  afterEach(() => house.leave());
  afterAll(() => log.close());

  /** Notes how many messages each statement was for. */
  const together = (sizes: number[], poison: (message: Message) => boolean = () => false) => {
    const alone = house.projecting(poison);
    const projectAll: ProjectingConsumer['projectAll'] = async (messages, sql) => {
      sizes.push(messages.length);
      await sql.query('insert into seen (label) select unnest($1::text[])', [messages.map(label)]);
      if (messages.some(poison)) throw new Error('poison');
    };
    return { ...alone, projectAll };
  };

  it('is given all of a batch, in order, and has each message once', async () => {
    const sizes: number[] = [];
    await house.publish([...history('a', 20), ...history('b', 20)]);
    await house.run(together(sizes));
    await eventually(async () => expect(await house.seen()).toHaveLength(40));
    expect(await house.seen()).toEqual(
      [...history('a', 20), ...history('b', 20)].map((draft) => `${draft.stream}/${draft.version}`),
    );
    expect(Math.max(...sizes)).toBeGreaterThan(1);
  });

  it('parks the one stream that cannot be, and has all the others, none of them twice', async () => {
    const sizes: number[] = [];
    await house.publish([...history('good', 3), ...history('bad', 2), ...history('fine', 3)]);
    await house.run(together(sizes, ({ stream, version }) => stream === 'bad' && version === 2));
    await eventually(async () => expect(await house.seen()).toContain('fine/3'), 10_000);
    expect(await house.seen()).toEqual(['good/1', 'good/2', 'good/3', 'bad/1', 'fine/1', 'fine/2', 'fine/3']);
    expect(Math.max(...sizes)).toBe(8);
  });
});
