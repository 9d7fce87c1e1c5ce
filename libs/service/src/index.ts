export { CoreSettings } from './settings/core-settings.js';
export { DeploymentSettings } from './settings/deployment-settings.js';
export { defineSettings } from './settings/define-settings.js';
export { commonSettings } from './settings/common-settings.js';
export { checkSettings } from './settings/check-settings.js';
export { Environment, SettingsRefused, type Mode, type SettingProblem } from './settings/environment.js';
export {
  parseBoolean,
  parseInteger,
  parseKey,
  parseList,
  parseOneOf,
  parseText,
  parseUrl,
} from './settings/setting-parsers.js';
export { settingsTable, type SettingRow } from './settings/settings-table.js';
export type { SettingSpec, SettingSpecs, SettingValues, Settings } from './settings/settings.js';
export type { RefusalRow, RefusalTable } from './errors/refusals.js';
export { mefErrors, type MefProblem } from './errors/mef-errors.js';
export { oauthErrors } from './errors/oauth-errors.js';
export { errorPage, pageErrors } from './errors/page-errors.js';
export { problemErrors } from './errors/problem-errors.js';
export { parseForm, type Form } from './requests/form.js';
export { parseStrictJson } from './requests/json-guard.js';
export { RequestContexts } from './requests/request-contexts.js';
export { SIGNATURE_HEADER, signedBytes } from './requests/signed-bytes.js';
export { singleValued } from './requests/single-valued.js';
export { currentTrace, newTrace, withTrace, type Trace } from './requests/trace.js';
export { validation } from './requests/validation.js';
export { html, Html } from './pages/html.js';
export { page, Page, type PageParts } from './pages/page.js';
export { pageTo } from './pages/send-pages.js';
export { InternalClient } from './internal/internal-client.js';
export { InternalOnly } from './internal/internal-only.js';
export { type AppParts, createApp } from './run/create-app.js';
export { documentOf } from './run/openapi.js';
export { PeriodicWork } from './run/periodic-work.js';
export { openPorts } from './run/open-ports.js';
export { runService } from './run/run-service.js';
export type { ServiceDefinition, ServiceGauges } from './run/service-definition.js';
export { ServiceModule } from './run/service.module.js';
export { kafkaOf, prepareTransport } from './run/transport.js';
export { stopApp, stopOnSignals } from './run/shutdown.js';
export { pinnedCaller, PinnedCallers, type PinnedCaller } from './tls/pinned-callers.js';
export { pinnedRefusals } from './tls/pinned-refusals.js';
export { secureOptions, type TlsMaterial } from './tls/secure-options.js';
export { ShownCertificate } from './tls/shown-certificate.js';
export { TlsListener } from './tls/tls-listener.js';
export { TlsReload } from './tls/tls-reload.js';
export { type SpanWish, Tracing } from './traces/tracing.js';
export {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './embedded-postgres.js';
export { PostgresUnavailable } from './postgres/postgres-unavailable.js';
