import type { Type } from '@nestjs/common';
import type { ServiceLog } from '#event-sourcing';
import type { SettingSpecs, Settings } from '../settings/settings.js';

/** All that a process needs to know to run, migrate or replay a service; each service exports one. */
export interface ServiceDefinition {
  readonly name: string;
  readonly module: Type;
  readonly log: ServiceLog;
  readonly settings?: Settings<SettingSpecs>;
  /** Not to be started in production (the sandbox trust framework, the sample Buyer). */
  readonly sandboxOnly?: boolean;
}
