/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { ConfigResourceTypes, Kafka, logLevel } from 'kafkajs';
import { describeKafka, eventually, testKafka } from '#testing';
import { Collector } from '../fixtures/collector.js';
import { kafkaSettings, kafkaUnderTest } from '../fixtures/kafka-under-test.js';
import { history } from '../fixtures/neighbour.js';
import { deadLettersOf } from './dead-letters.js';
import { topicOf } from './kafka-settings.js';
import { PublicationLedger } from './publication-ledger.js';
import { createTopics, republish } from './topics.js';
import { unpublished } from './unpublished.js';

describeKafka('topics of several partitions', () => {
  let given: Awaited<ReturnType<typeof kafkaUnderTest>>;
  let kafka: Kafka;
  beforeAll(async () => {
    const settings = kafkaSettings(await testKafka(), 4);
    given = await kafkaUnderTest(settings);
    kafka = new Kafka({ brokers: [...settings.brokers], logLevel: logLevel.NOTHING });
  });
  afterAll(() => given.close());

  const streams = Array.from({ length: 12 }, (_, index) => `stream-${index}`);

  it('share a group over its members, and go to those that remain, each stream in order and nothing lost', async () => {
    const service = await given.newService();
    const places = new Map<number, number>();
    const [first, second] = [0, 1].map(() => new Collector(service, 'shared', places));
    const [one, other] = [given.transport(), given.transport()];
    await one.subscribe(first!);
    await eventually(() => expect(first!.partitions.size).toBe(4));
    await other.subscribe(second!);
    await eventually(() => expect(second!.partitions.size).toBe(2));
    await given.publish(
      service,
      streams.flatMap((stream) => history(stream, 5)),
    );
    const both = () => new Set([...first!.distinct, ...second!.distinct]);
    await eventually(() => expect(both().size).toBe(60));
    expect(first!.seen.length).toBeGreaterThan(0);
    expect(second!.seen.length).toBeGreaterThan(0);
    await other.close();
    await given.publish(
      service,
      streams.map((stream) => ({ stream, version: 6 })),
    );
    await eventually(() => expect(both().size).toBe(72));
    for (const stream of streams) {
      const versions = [first!, second!].map(({ seen }) =>
        seen.filter((message) => message.stream === stream).map(({ version }) => version),
      );
      for (const own of versions) expect(own).toEqual(own.toSorted((a, b) => a - b));
      expect(versions.flat().toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
    }
  });

  it('are made as configured, and left as they are when they are there', async () => {
    const topics = { partitions: 5, replication: 1, minInsyncReplicas: 1, retentionMs: 86_400_000 };
    const [topic] = await createTopics({ ...given.settings, topics }, ['configured']);
    await createTopics(given.settings, ['configured']);
    const admin = kafka.admin();
    const { topics: found } = await admin.fetchTopicMetadata({ topics: [topic!, deadLettersOf(topic!)] });
    expect(found.map(({ partitions }) => partitions.length)).toEqual([5, 5]);
    expect(found.flatMap(({ partitions }) => partitions.map(({ replicas }) => replicas.length))).toEqual(
      Array.from({ length: 10 }, () => 1),
    );
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [{ type: ConfigResourceTypes.TOPIC, name: topic! }],
    });
    const configured = resources[0]!.configEntries.map(({ configName, configValue }) => [
      configName,
      configValue,
    ]);
    expect(Object.fromEntries(configured)).toMatchObject({
      'retention.ms': '86400000',
      'min.insync.replicas': '1',
    });
    await admin.disconnect();
  });

  it('are published again from a position, to the same topic or to a new one', async () => {
    const service = await given.newService();
    const reader = new Collector(service, 'again');
    await given.transport().subscribe(reader);
    await given.publish(service, history('a', 5));
    await eventually(() => expect(reader.seen).toHaveLength(5));
    const database = await given.open(service);
    await republish(given.settings, database, { from: 3 });
    await eventually(() => expect(reader.seen.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 4, 5]));
    const topic = await republish(given.settings, database, { topic: `${given.settings.prefix}.moved.v2` });
    const admin = kafka.admin();
    await eventually(async () => {
      const extents = await admin.fetchTopicOffsets(topic);
      expect(extents.reduce((total, { high }) => total + Number(high), 0)).toBe(5);
    });
    await admin.disconnect();
  });

  it('are behind the log by so many events, for so long, until those are published', async () => {
    const { service } = await given.open('unpublished');
    const database = await given.open(service);
    await new PublicationLedger(database).begin(topicOf(given.settings, service));
    await given.publish(service, history('a', 3));
    const [before] = await unpublished(database);
    expect(before).toMatchObject({ topic: topicOf(given.settings, service), positions: 3 });
    await eventually(async () =>
      expect((await unpublished(database))[0]?.ageMs).toBeGreaterThan(before!.ageMs),
    );
    given.transport().publisher.follow(database);
    await eventually(async () =>
      expect(await unpublished(database)).toMatchObject([{ positions: 0, ageMs: 0 }]),
    );
  });

  it('keep what is no event out of the way, as a dead letter that says why', async () => {
    const service = await given.newService();
    const topic = topicOf(given.settings, service);
    const producer = kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'a', value: 'nonsense', partition: 0 }] });
    await producer.disconnect();
    const reader = new Collector(service, 'wary');
    const transport = given.transport();
    await transport.subscribe(reader);
    await given.publish(
      service,
      streams.map((stream) => ({ stream, version: 1 })),
    );
    await eventually(() => expect(reader.distinct.size).toBe(12));
    expect(transport.standings()).toEqual([
      { group: expect.stringContaining('wary') as string, service, isIn: true, rejected: 1 },
    ]);
    const [letter] = await firstRecords(kafka, deadLettersOf(topic));
    expect(letter?.value?.toString()).toBe('nonsense');
    expect(letter?.headers?.['assent-reason']?.toString()).toBe('NotAnEvent: has no header ce_specversion');
    expect(letter?.headers?.['assent-offset']?.toString()).toBe('0');
  });
});

const firstRecords = async (kafka: Kafka, topic: string) => {
  const consumer = kafka.consumer({ groupId: `${topic}-looked-at` });
  await consumer.subscribe({ topic, fromBeginning: true });
  const records = await new Promise<{ value: Buffer | null; headers?: Record<string, unknown> }[]>((done) => {
    void consumer.run({ eachMessage: async ({ message }) => done([message]) });
  });
  await consumer.disconnect();
  return records;
};
