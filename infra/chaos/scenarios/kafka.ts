import { setTimeout as pause } from 'node:timers/promises';
import type { FleetBroker } from '../../fleet/broker.js';
import type { Scenario } from '../arena.js';

type Fault = (kafka: FleetBroker, outage: number) => Promise<string>;

const away: Fault = async (kafka, outage) => {
  await kafka.stop();
  await pause(outage * 1000);
  await kafka.start();
  return `was away for ${outage} s`;
};

const killed: Fault = async (kafka) => {
  await kafka.killHard();
  await kafka.start();
  return 'was killed and restarted';
};

// What was on the topics is put there again from the logs, which are the truth.
const wiped: Fault = async (kafka) => {
  await kafka.stop();
  await kafka.wipe();
  await kafka.start();
  return 'lost all its data';
};

const faults: readonly Fault[] = [wiped, away, killed];

/** Kafka goes away, crashes, and forgets everything. */
export const breakKafka: Scenario = {
  name: 'kafka',
  summary: 'Kafka is wiped, away (--outage seconds), and killed, in turn: the ten steps go on without it',
  begin: async ({ fleet, outage, random, tell }) => {
    const { kafka } = fleet;
    if (!kafka) throw new Error('this fleet has no Kafka to break: leave out --transport log');
    return {
      round: async (number) => {
        await pause(random.between(500, 2_000));
        const what = await faults[(number - 1) % faults.length]!(kafka, outage);
        tell(`round ${number}: Kafka ${what}`);
      },
    };
  },
};
