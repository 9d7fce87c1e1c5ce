import type { Fleet } from '../fleet/fleet.js';
import type { Load } from './client/load.js';
import type { Random } from './random.js';
import type { Databases } from './verdict/databases.js';

/** Where things are broken: a fleet, the Buyers that use it meanwhile, and chance. */
export interface Arena {
  readonly fleet: Fleet;
  readonly load: Load;
  readonly random: Random;
  readonly databases: Databases;
  /** Seconds that Kafka stays away when it does. */
  readonly outage: number;
  /** One line for whoever watches. */
  readonly tell: (line: string) => void;
}

/** What a scenario has to say for itself, besides the verdict on the whole. */
export interface Outcome {
  readonly lines: readonly string[];
  /** What is wrong, in words. */
  readonly faults: readonly string[];
}

/** A scenario on its way. */
export interface Running {
  /** Breaks something, and mends it: when it resolves, nothing is broken any more. */
  round(number: number): Promise<void>;
  /** Puts things back as they were before. */
  end?(): Promise<Outcome>;
}

/** A way to break the platform. */
export interface Scenario {
  readonly name: string;
  /** What is broken, and what must hold all the same. */
  readonly summary: string;
  /** Processes of services that need more than one. */
  readonly replicas?: Readonly<Record<string, number>>;
  readonly begin: (arena: Arena) => Promise<Running>;
}
