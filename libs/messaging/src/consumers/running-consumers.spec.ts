import { eventually } from '#testing';
import { Household, label, labelsOf } from '../fixtures/household.js';
import { logUnderTest } from '../fixtures/log-under-test.js';
import { type Draft, history } from '../fixtures/neighbour.js';
import { RepeatingTransport } from '../fixtures/repeating-transport.js';
import { pause } from '../pause.js';
import { RunningConsumers } from './running-consumers.js';

const mixed = (streams: number, versions: number): Draft[] =>
  Array.from({ length: streams * versions }, (_, i) => ({
    stream: `s${i % streams}`,
    version: Math.floor(i / streams) + 1,
  }));

describe('the consumers of a service', () => {
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

  it('have every message once in their tables, in stream order, whatever is delivered twice', async () => {
    await house.run(house.projecting(), new RepeatingTransport(house.street.transport()));
    await house.publish(mixed(5, 60));
    await eventually(async () => expect(await house.seen()).toHaveLength(300));
    await pause(200);
    const labels = await house.seen();
    expect(labels).toEqual(mixed(5, 60).map(({ stream, version }) => `${stream}/${version}`));
  });

  it('go on where they were after a restart', async () => {
    const first = await house.run(house.projecting());
    await house.publish(history('a', 2));
    await eventually(async () => expect(await house.seen()).toEqual(['a/1', 'a/2']));
    await first.onModuleDestroy();
    await house.publish([{ stream: 'a', version: 3 }]);
    await house.run(house.projecting());
    await eventually(async () => expect(await house.seen()).toEqual(['a/1', 'a/2', 'a/3']));
  });

  it('apply nothing twice when two replicas of a service run, and one takes over from the other', async () => {
    const first = await house.run(house.projecting());
    await house.run(house.projecting());
    for (let version = 1; version <= 40; version += 1) {
      await house.publish([{ stream: 'a', version }]);
      if (version === 20) await first.onModuleDestroy();
    }
    await eventually(async () => expect(await house.seen()).toHaveLength(40));
    expect(await house.seen()).toEqual(labelsOf('a', 40));
  });

  it('commit nothing on a partition that was taken over (fencing)', async () => {
    const consumers = await house.run(house.projecting());
    await house.publish(history('a', 1));
    await eventually(async () => expect(await house.seen()).toEqual(['a/1']));
    // As another process that believes to own the partition does.
    await house.home.query(`update checkpoint set fence = fence + 1, position = position + 1`);
    await house.publish([
      { stream: 'a', version: 2 },
      { stream: 'a', version: 3 },
    ]);
    await eventually(async () => expect(await house.seen()).toEqual(['a/1', 'a/3']));
    expect(await consumers.parkedStreams()).toEqual([]);
  });

  it('keep the order of a stream in reactions, and work on several streams at once', async () => {
    const reacted: string[] = [];
    let [now, most] = [0, 0];
    await house.run(
      house.reacting(async (message) => {
        most = Math.max(most, (now += 1));
        await pause(5);
        reacted.push(label(message));
        now -= 1;
      }),
    );
    await house.publish(mixed(4, 10));
    await eventually(() => expect(reacted).toHaveLength(40));
    for (const stream of ['s0', 's1', 's2', 's3']) {
      const own = reacted.filter((each) => each.startsWith(`${stream}/`));
      expect(own).toEqual(labelsOf(stream, 10));
    }
    expect(most).toBeGreaterThan(1);
  });

  it('take only the types they ask for', async () => {
    const reacted: string[] = [];
    await house.run(house.reacting((message) => void reacted.push(label(message)), ['Wanted']));
    await house.publish([
      { stream: 'a', version: 1 },
      { stream: 'a', version: 2, type: 'Wanted' },
      { stream: 'a', version: 3 },
    ]);
    await eventually(() => expect(reacted).toEqual(['a/2']));
  });

  it('stop within a second, although a reaction hangs', async () => {
    let called = false;
    const consumers = await house.run(house.reacting(() => ((called = true), new Promise(() => undefined))));
    await house.publish(history('a', 1));
    await eventually(() => expect(called).toBe(true));
    const start = Date.now();
    await consumers.onModuleDestroy();
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('refuse two consumers of one name', () => {
    const consumers = new RunningConsumers(house.home.service, () => house.home, house.street.transport());
    consumers.add(house.projecting());
    expect(() => consumers.add(house.projecting())).toThrow('two consumers');
  });
});
