export { CoreSettings } from './core-settings.js';
export type { RefusalRow, RefusalTable } from './refusals.js';
export { RequestContexts } from './request-contexts.js';
export type { ServiceDefinition } from './service-definition.js';
export type { SettingSpec, SettingSpecs, SettingValues, Settings } from './settings.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.js';
