/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { Refused } from '#event-sourcing';
import { describeKafka, eventually, testKafka } from '#testing';
import { Household, label, type Street } from '../fixtures/household.js';
import { kafkaSettings, kafkaUnderTest } from '../fixtures/kafka-under-test.js';
import { logUnderTest } from '../fixtures/log-under-test.js';
import { history } from '../fixtures/neighbour.js';
import { requestRedrive } from './redrive.js';

describe('poisoned messages of the log', () => {
  poisonedMessages(logUnderTest);
});
describeKafka('poisoned messages of Kafka', () => {
  poisonedMessages(async () => kafkaUnderTest(kafkaSettings(await testKafka())));
});

function poisonedMessages(start: () => Promise<Street>): void {
  let street: Street;
  let house: Household;
  beforeAll(async () => {
    street = await start();
  });
  beforeEach(async () => {
    house = await Household.found(street);
  });
  afterEach(() => house.leave());
  afterAll(() => street.close());

  it('park a poisoned stream, let the others pass, and redrive it in order', async () => {
    let poisoned = true;
    const consumers = await house.run(
      house.projecting(({ stream, version }) => poisoned && stream === 'bad' && version === 2),
    );
    await house.publish([...history('bad', 3), ...history('good', 2), { stream: 'bad', version: 4 }]);
    await eventually(async () => expect(await house.seen()).toEqual(['bad/1', 'good/1', 'good/2']));
    await house.publish([
      { stream: 'bad', version: 5 },
      { stream: 'good', version: 3 },
    ]);
    await eventually(async () => expect((await house.seen()).at(-1)).toBe('good/3'));
    await eventually(async () =>
      expect(await consumers.parkedStreams()).toEqual([
        expect.objectContaining({
          consumer: 'projecting',
          stream: 'bad',
          service: house.neighbour,
          messages: 4,
          error: 'Error: poison',
        }),
      ]),
    );
    poisoned = false;
    expect(await consumers.redrive({ consumer: 'projecting', stream: 'bad' })).toBe(4);
    expect((await house.seen()).slice(-4)).toEqual(['bad/2', 'bad/3', 'bad/4', 'bad/5']);
    expect(await consumers.parkedStreams()).toEqual([]);
    await house.publish([{ stream: 'bad', version: 6 }]);
    await eventually(async () => expect((await house.seen()).at(-1)).toBe('bad/6'));
  });

  it('keep a stream parked when its redrive fails again', async () => {
    const consumers = await house.run(house.projecting(({ stream }) => stream === 'bad'));
    await house.publish(history('bad', 2));
    await eventually(async () => expect(await consumers.parkedStreams()).toMatchObject([{ messages: 2 }]));
    expect(await consumers.redrive()).toBe(0);
    const [parked] = await consumers.parkedStreams();
    expect(parked).toMatchObject({ messages: 2, attempts: 2 });
    expect(await house.seen()).toEqual([]);
  });

  it('redrive by themselves when another process asks for it', async () => {
    let poisoned = true;
    const consumers = await house.run(house.projecting(() => poisoned));
    await house.publish(history('bad', 2));
    await eventually(async () => expect((await consumers.parkedStreams())[0]?.messages).toBe(2));
    poisoned = false;
    expect(await requestRedrive(house.home, { stream: 'bad' })).toBe(1);
    await eventually(async () => expect(await house.seen()).toEqual(['bad/1', 'bad/2']));
  });

  it('are none while the database takes no writes: those messages come again', async () => {
    let readOnly = true;
    const reacted: string[] = [];
    const consumers = await house.run(
      house.reacting((message) => {
        if (readOnly) throw new Refused('storage-unavailable');
        reacted.push(label(message));
      }),
    );
    await house.publish(history('held', 2));
    await new Promise((resume) => setTimeout(resume, 1_500)); // longer than attempts are made at once
    expect(await consumers.parkedStreams()).toEqual([]);
    readOnly = false;
    await eventually(() => expect(reacted).toEqual(['held/1', 'held/2']));
  });

  it('await reactions, repeat those that fail for a moment, and park those that do not stop failing', async () => {
    const reacted: string[] = [];
    let moments = 2;
    const consumers = await house.run(
      house.reacting((message) => {
        if (message.stream === 'bad') throw new Error('poison');
        if (message.stream === 'slow' && moments-- > 0) throw new Error('moment');
        reacted.push(label(message));
      }),
    );
    await house.publish([...history('bad', 2), ...history('slow', 2), ...history('good', 2)]);
    await eventually(() => expect(reacted.toSorted()).toEqual(['good/1', 'good/2', 'slow/1', 'slow/2']));
    await eventually(async () =>
      expect((await consumers.parkedStreams())[0]).toMatchObject({ stream: 'bad', messages: 2 }),
    );
  });
}
