import { describeKafka, testKafka } from '#testing';
import { kafkaSettings, kafkaUnderTest } from '../fixtures/kafka-under-test.js';
import { transportContract } from '../fixtures/transport-contract.js';

describeKafka('over a real broker', () => {
  transportContract('kafka', async () => kafkaUnderTest(kafkaSettings(await testKafka())));
});
