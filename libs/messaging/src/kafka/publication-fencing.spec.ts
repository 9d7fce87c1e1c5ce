import { Kafka, logLevel } from 'kafkajs';
import type { Database } from '#event-sourcing';
import { describeKafka, eventually, testKafka } from '#testing';
import { Collector } from '../fixtures/collector.js';
import { kafkaSettings, kafkaUnderTest } from '../fixtures/kafka-under-test.js';
import { history } from '../fixtures/neighbour.js';
import { KafkaAdmin } from './kafka-admin.js';
import { kafkaClient } from './kafka-client.js';
import { KafkaProducer, TooLate } from './kafka-producer.js';
import { topicOf } from './kafka-settings.js';
import { Publication } from './publication.js';
import { PublicationLedger } from './publication-ledger.js';

/** As the operating system may stop a process between any two of its steps. */
class PausedProducer extends KafkaProducer {
  reached = false;
  goOn: () => void = () => undefined;
  private readonly paused = new Promise<void>((done) => (this.goOn = done));

  override async send(...sent: Parameters<KafkaProducer['send']>): ReturnType<KafkaProducer['send']> {
    this.reached = true;
    await this.paused;
    return super.send(...sent);
  }
}

describeKafka('a publisher that was paused past its lease', () => {
  let given: Awaited<ReturnType<typeof kafkaUnderTest>>;
  let database: Database;
  let topic: string;
  const opened: { close(): Promise<void> }[] = [];
  beforeAll(async () => {
    given = await kafkaUnderTest(kafkaSettings(await testKafka(), 2));
    database = await given.open('fenced');
    topic = topicOf(given.settings, 'fenced');
    await new PublicationLedger(database).begin(topic);
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await given.close();
  });

  const publisher = (producer: KafkaProducer): Publication => {
    const admin = new KafkaAdmin(kafkaClient(given.settings), given.settings);
    opened.push(producer, admin);
    return new Publication(topic, database, { admin, producer });
  };

  it('sends nothing any more, and changes nothing that the next one has written down', async () => {
    await given.publish('fenced', [...history('a', 3), ...history('b', 3)]);
    const producer = new PausedProducer(given.settings);
    const paused = publisher(producer);
    const beat = paused.beat();
    await eventually(() => expect(producer.reached).toBe(true));
    const next = publisher(new KafkaProducer(given.settings));
    expect(await next.beat()).toBe('elsewhere');
    await eventually(async () => expect(await next.beat()).toBe('done'), 15_000);
    await given.publish('fenced', [{ stream: 'a', version: 4 }]);
    expect(await next.beat()).toBe('done');
    producer.goOn();
    await expect(beat).rejects.toThrow(TooLate);
    expect(await paused.beat()).toBe('elsewhere');
    await given.publish('fenced', [{ stream: 'b', version: 4 }]);
    expect(await next.beat()).toBe('done');
    const reader = new Collector('fenced', 'reader');
    await given.transport().subscribe(reader);
    await eventually(() => expect(reader.distinct.size).toBe(8));
    const versions = (stream: string) =>
      reader.seen.filter((message) => message.stream === stream).map(({ version }) => version);
    expect([versions('a'), versions('b')]).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ]);
    expect(await recordsOf(given.settings.brokers, topic)).toBe(8);
  });
});

const recordsOf = async (brokers: readonly string[], topic: string): Promise<number> => {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  const offsets = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  return offsets.reduce((total, { high }) => total + Number(high), 0);
};
