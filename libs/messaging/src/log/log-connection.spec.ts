import { logUnderTest } from '../fixtures/log-under-test.js';
import { history } from '../fixtures/neighbour.js';
import { LogConnection } from './log-connection.js';

describe('a connection that follows logs', () => {
  let given: Awaited<ReturnType<typeof logUnderTest>>;
  let connection: LogConnection;
  beforeAll(async () => {
    given = await logUnderTest();
    connection = await LogConnection.open(given.url);
  });
  afterAll(async () => {
    await connection.close();
    await given.close();
  });

  it("reads on after the last event, also where it was nobody else's business", async () => {
    const service = await given.newService();
    const topic = (await connection.topic(service))!;
    await given.publish(service, [...history('a', 2), ...history('b', 3).map(hidden)]);
    await connection.sweep();
    expect(topic).toMatchObject({ head: 2, scanned: 5 });
    await given.publish(service, [{ stream: 'a', version: 3 }]);
    await connection.sweep();
    expect(topic).toMatchObject({ head: 6, scanned: 6 });
    expect(topic.after(0, 10)).toHaveLength(3);
  });

  it('reads no further than it has read where there is more than it takes at once', async () => {
    const service = await given.newService();
    const topic = (await connection.topic(service))!;
    await given.publish(service, [...history('a', 700), ...history('b', 1).map(hidden)]);
    await connection.sweep();
    expect(topic).toMatchObject({ head: 700, scanned: 701 });
  });

  const hidden = (draft: { readonly stream: string; readonly version: number }) => ({
    ...draft,
    public: false,
  });
});
