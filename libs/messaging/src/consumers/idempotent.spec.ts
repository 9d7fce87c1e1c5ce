import { eventually } from '#testing';
import type { ProjectingConsumer } from '../consumer.js';
import { Household, label } from '../fixtures/household.js';
import { logUnderTest } from '../fixtures/log-under-test.js';
import { history } from '../fixtures/neighbour.js';
import type { Message } from '../message.js';

describe('a consumer that says it is idempotent', () => {
  let log: Awaited<ReturnType<typeof logUnderTest>>;
  let house: Household;
  beforeAll(async () => {
    log = await logUnderTest();
  });
  beforeEach(async () => {
    house = await Household.found(log);
    await house.home.query('create table newest (stream text primary key, version int not null)');
  });
  afterEach(() => house.leave());
  afterAll(() => log.close());

  const keeping = (handled: string[], poison: (message: Message) => boolean = () => false) =>
    ({
      name: 'keeping',
      services: [house.neighbour],
      idempotent: true,
      project: async (message, sql) => {
        if (poison(message)) throw new Error('poison');
        handled.push(label(message));
        await sql.query(
          `insert into newest as known values ($1, $2) on conflict (stream) do update set version = excluded.version
            where known.version < excluded.version`,
          [message.stream, message.version],
        );
      },
    }) satisfies ProjectingConsumer;

  const newest = () =>
    house.home.query<{ stream: string; version: number }>('select * from newest order by 1');
  const position = async () =>
    (await house.home.query<{ position: number }>('select position from checkpoint'))[0]!.position;
  const inbox = () => house.home.query('select 1 from inbox');

  it('has every message, again after a seek, and nothing is remembered of it', async () => {
    const handled: string[] = [];
    await house.publish([...history('a', 3), ...history('b', 2)]);
    const transport = house.street.transport();
    await house.run(keeping(handled), transport);
    await eventually(async () => expect(handled).toHaveLength(5));
    await house.leave();
    expect(await position()).toBe(5);
    await house.home.query('update checkpoint set position = 0');
    await house.run(keeping(handled));
    await eventually(async () => expect(handled).toHaveLength(10));
    expect(await newest()).toEqual([
      { stream: 'a', version: 3 },
      { stream: 'b', version: 2 },
    ]);
    expect(await inbox()).toEqual([]);
  });

  it('has a parked stream in order once it is redriven, the others at once', async () => {
    const handled: string[] = [];
    let ill = true;
    await house.publish([...history('bad', 3), ...history('good', 2)]);
    const consumers = await house.run(
      keeping(handled, ({ stream, version }) => ill && stream === 'bad' && version === 2),
    );
    // What comes before the poison in its batch is done once more by itself.
    const once = () => [...new Set(handled)];
    await eventually(async () => expect(once()).toEqual(['bad/1', 'good/1', 'good/2']), 10_000);
    await eventually(async () =>
      expect(await consumers.parkedStreams()).toMatchObject([{ stream: 'bad', messages: 2 }]),
    );
    ill = false;
    expect(await consumers.redrive()).toBe(2);
    expect(once()).toEqual(['bad/1', 'good/1', 'good/2', 'bad/2', 'bad/3']);
    expect(await inbox()).toEqual([]);
  });
});
