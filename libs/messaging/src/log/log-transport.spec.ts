import pg from 'pg';
import { eventually } from '#testing';
import { logUnderTest } from '../fixtures/log-under-test.js';
import { history } from '../fixtures/neighbour.js';
import { transportContract } from '../fixtures/transport-contract.js';
import type { Message } from '../message.js';
import { LogTransport } from './log-transport.js';

transportContract('log', logUnderTest);

describe('the log transport', () => {
  let given: Awaited<ReturnType<typeof logUnderTest>>;
  let transport: LogTransport;
  beforeAll(async () => {
    given = await logUnderTest();
  });
  beforeEach(() => {
    transport = new LogTransport({ urlOf: () => given.url, rebalanceMs: 50 });
  });
  afterEach(() => transport.close());
  afterAll(() => given.close());

  const follow = async (service: string, group = 'g'): Promise<Message[]> => {
    const seen: Message[] = [];
    await transport.subscribe({
      group,
      service,
      assigned: () => Promise.resolve(seen.at(-1)?.offset ?? 0),
      deliver: (messages) => Promise.resolve(void seen.push(...messages)),
    });
    return seen;
  };

  it('leaves private events out', async () => {
    const service = await given.newService();
    const seen = await follow(service);
    await given.publish(service, [
      { stream: 'a', version: 1, public: false },
      { stream: 'a', version: 2 },
    ]);
    await eventually(() => expect(seen.map(({ version }) => version)).toEqual([2]));
  });

  it('waits for a neighbour that has no log yet', async () => {
    const seen = await follow('late');
    await given.publish('late', history('a', 1));
    await eventually(() => expect(seen).toHaveLength(1));
  });

  it('goes on after its connection was cut', async () => {
    const service = await given.newService();
    const seen = await follow(service);
    await given.publish(service, history('a', 2));
    await eventually(() => expect(seen).toHaveLength(2));
    await cutConnections(given.url);
    await given.publish(service, [{ stream: 'a', version: 3 }]);
    await eventually(() => expect(seen.map(({ version }) => version)).toEqual([1, 2, 3]));
  });

  it('does without notifications, a little later', async () => {
    const service = await given.newService();
    const seen = await follow(service);
    await given.publish(service, history('a', 1));
    await eventually(() => expect(seen).toHaveLength(1));
    const database = await given.open(service);
    await database.query(
      `insert into event select gen_random_uuid(), stream, 2, type, schema_version, data, public, metadata, recorded_at, chain, 2
         from event where position = 1`,
    );
    await eventually(() => expect(seen).toHaveLength(2), 2000);
  });

  it('reads with one connection, however many follow', async () => {
    const service = await given.newService();
    const readers = await Promise.all(['a', 'b', 'c', 'd'].map((group) => follow(service, group)));
    await given.publish(service, history('a', 1));
    await eventually(() => expect(readers.map(({ length }) => length)).toEqual([1, 1, 1, 1]));
    const database = await given.open(service);
    const [row] = await database.query<{ count: string }>(
      `select count(*) from pg_stat_activity where application_name = 'assent-log' and datname = current_database()`,
    );
    expect(Number(row!.count)).toBe(1);
  });
});

const cutConnections = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'assent-log' and datname = current_database()`,
  );
  await client.end();
};
