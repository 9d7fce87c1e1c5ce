import type { Type } from '@nestjs/common';
import type { ServiceLog, Sql } from '#event-sourcing';
import type { SettingSpecs, Settings } from '../settings/settings.js';

/** Numbers of a service's own that are told with its metrics, read from its database at most every few seconds. */
export interface ServiceGauges {
  /** What each says, by its name: `assent_<service>_…`, with the unit last. */
  readonly help: Readonly<Record<string, string>>;
  read(sql: Sql): Promise<Readonly<Record<string, number>>>;
}

/** All that a process needs to know to run, migrate or replay a service; each service exports one. */
export interface ServiceDefinition {
  readonly name: string;
  readonly module: Type;
  readonly log: ServiceLog;
  readonly settings?: Settings<SettingSpecs>;
  readonly gauges?: ServiceGauges;
  /** Not to be started in production (the sandbox trust framework, the sample Buyer). */
  readonly sandboxOnly?: boolean;
}
