/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { describeKafka, eventually, OwnBroker } from '#testing';
import { Collector } from '../fixtures/collector.js';
import { kafkaSettings, kafkaUnderTest } from '../fixtures/kafka-under-test.js';
import { history } from '../fixtures/neighbour.js';

describeKafka('a broker that breaks', () => {
  let broker: OwnBroker;
  let given: Awaited<ReturnType<typeof kafkaUnderTest>>;
  beforeAll(async () => {
    broker = await OwnBroker.start();
    given = await kafkaUnderTest({ ...kafkaSettings(broker.brokers, 2), sessionTimeoutMs: 1500 });
  });
  afterAll(async () => {
    await given.close();
    await broker.remove();
  });

  const all = (count: number): Set<string> =>
    new Set(['a', 'b'].flatMap((stream) => history(stream, count)).map(label));
  const label = ({ stream, version }: { stream: string; version: number }): string => `${stream}/${version}`;
  const publishFrom = (service: string, from: number, to: number): Promise<void> =>
    given.publish(
      service,
      ['a', 'b'].flatMap((stream) => history(stream, to).slice(from)),
    );

  it('is waited for while it loads what it knows of groups and producers, and that is no problem', async () => {
    const service = await given.newService();
    const reader = new Collector(service, 'patient');
    const transport = given.transport();
    await transport.subscribe(reader);
    await publishFrom(service, 0, 5);
    await eventually(() => expect(reader.distinct).toEqual(all(5)));
    const problems = new Set<string>();
    await broker.stop();
    await broker.start();
    await publishFrom(service, 5, 10);
    await eventually(() => {
      for (const problem of transport.problems()) problems.add(problem);
      expect(reader.distinct).toEqual(all(10));
    }, 30_000);
    expect([...problems]).toEqual([]);
    expectFirstDeliveriesInOrder(reader);
  });

  it('loses nothing when it is killed, and what is written meanwhile comes when it is back', async () => {
    const service = await given.newService();
    const reader = new Collector(service, 'steady');
    const transport = given.transport();
    await transport.subscribe(reader);
    await publishFrom(service, 0, 50);
    await eventually(() => expect(reader.distinct).toEqual(all(50)));
    await broker.killHard();
    await publishFrom(service, 50, 100);
    expect(transport.problems()).toEqual([]);
    await broker.start();
    await eventually(() => expect(reader.distinct).toEqual(all(100)), 30_000);
    expectFirstDeliveriesInOrder(reader);
  });

  it('is filled again from the log when its data is gone, and readers go on with what they lack', async () => {
    const service = await given.newService();
    const reader = new Collector(service, 'robbed');
    const transport = given.transport();
    await transport.subscribe(reader);
    await publishFrom(service, 0, 20);
    await eventually(() => expect(reader.distinct).toEqual(all(20)));
    await transport.close();
    await broker.stop();
    await broker.wipe();
    await broker.start();
    // By the time that the reader looks, its old place lies within the new topic, among other events.
    await publishFrom(service, 20, 60);
    const afresh = new Collector(service, 'afresh');
    await given.transport().subscribe(afresh);
    await eventually(() => expect(afresh.distinct).toEqual(all(60)), 30_000);
    await given.transport().subscribe(reader);
    await eventually(() => expect(reader.distinct).toEqual(all(60)), 30_000);
    expectFirstDeliveriesInOrder(reader);
  });
});

const expectFirstDeliveriesInOrder = ({ seen }: Collector): void => {
  for (const stream of ['a', 'b']) {
    const own = seen.filter((message) => message.stream === stream).map(({ version }) => version);
    const firsts = own.filter((version, index) => own.indexOf(version) === index);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  }
};
