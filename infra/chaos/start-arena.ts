import { join } from 'node:path';
import { startFleet } from '../fleet/fleet.js';
import type { Arena } from './arena.js';
import { Load } from './client/load.js';
import { injectionVariable } from './inject/injection.js';
import type { Random } from './random.js';
import { Databases, services } from './verdict/databases.js';

export interface ArenaOptions {
  /** Where the fleet keeps its data. */
  readonly folder: string;
  readonly transport: 'kafka' | 'log';
  readonly replicas: Readonly<Record<string, number>>;
  readonly buyers: number;
  readonly random: Random;
  readonly outage: number;
  readonly tell: (line: string) => void;
  /** Takes what the processes of the fleet print. */
  readonly output?: (line: string) => void;
}

/** Where the processes of a fleet find what is injected into them. */
export const injectionFile = (folder: string): string => join(folder, 'injection.json');

const injector = new URL('./inject/main.js', import.meta.url).href;

/** Starts a fleet, and Buyers that use it. */
export const startArena = async (options: ArenaOptions): Promise<Arena & { close(): Promise<void> }> => {
  const { folder, transport, replicas, buyers, random, outage, tell, output } = options;
  const fleet = await startFleet({
    folder,
    transport,
    replicas,
    // Not the sample Buyer: the Buyers are ours.
    services,
    variables: {
      // Quotes that move on within seconds, so that listeners have something to hear.
      ASSENT_QUOTES_ACKNOWLEDGE: '1',
      ASSENT_QUOTES_WORK: '1',
      NODE_OPTIONS: `--import ${injector}`,
      [injectionVariable]: injectionFile(folder),
    },
    ...(output && {
      output: (service, replica, line) => output(`${service} ${replica}: ${line}`),
    }),
  });
  const databases = new Databases((service) => fleet.postgres.url(service));
  const person = { ...fleet.person, totp: () => '' };
  const load = await Load.start({ origin: fleet.origin, person }, buyers, random.fork());
  const close = async (): Promise<void> => {
    load.close();
    await databases.close();
    await fleet.stop();
  };
  return { fleet, load, random, databases, outage, tell, close };
};
