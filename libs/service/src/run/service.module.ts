import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DiscoveryModule } from '@nestjs/core';
import { publicationSchemas } from '#contracts';
import { KeyEncryptionKey } from '#crypto';
import { Clock, DatabaseSettings, LogObserver, PublicationSchemas, SystemClock } from '#event-sourcing';
import { MessagingObserver, Transport } from '#messaging';
import { ReplicasObserver, StreamReader } from '#replicas';
import { OAuthSettings } from '#oauth';
import { FallbackErrors } from '../errors/fallback-errors.js';
import { InternalClient } from '../internal/internal-client.js';
import { InternalOnly } from '../internal/internal-only.js';
import { InternalStreamReader } from '../internal/internal-stream-reader.js';
import { InternalTokens } from '../internal/internal-tokens.js';
import { StreamsController } from '../internal/streams.controller.js';
import { HttpMetrics } from '../metrics/http-metrics.js';
import { LogMetrics } from '../metrics/log-metrics.js';
import { MessageMetrics } from '../metrics/message-metrics.js';
import { Metrics } from '../metrics/metrics.js';
import { MetricsServer } from '../metrics/metrics-server.js';
import { ServiceStates } from '../metrics/service-states.js';
import { StateMetrics } from '../metrics/state-metrics.js';
import { LogObserving } from '../observers/log-observing.js';
import { MessageObserving } from '../observers/message-observing.js';
import { ReplicaObserving } from '../observers/replica-observing.js';
import { AssetsController } from '../pages/assets.controller.js';
import { RequestContexts } from '../requests/request-contexts.js';
import { Routes } from '../requests/routes.js';
import { checkSettings } from '../settings/check-settings.js';
import { CoreSettings } from '../settings/core-settings.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { Environment } from '../settings/environment.js';
import { clientJudge } from '../tls/client-judge.js';
import { HelloController } from '../tls/hello.controller.js';
import { PinnedCallers } from '../tls/pinned-callers.js';
import { TlsFiles } from '../tls/tls-files.js';
import { TlsListener } from '../tls/tls-listener.js';
import { TlsReload } from '../tls/tls-reload.js';
import { TrustingConnections } from '../tls/trusting-connections.js';
import { Tracing } from '../traces/tracing.js';
import { HealthController } from './health.controller.js';
import { HOSTED, hostedServices } from './hosted-services.js';
import { httpLimits } from './http-limits.js';
import { Readiness } from './readiness.js';
import type { ServiceDefinition } from './service-definition.js';
import { transportOf } from './transport.js';

const own = [
  FallbackErrors,
  HttpMetrics,
  InternalClient,
  InternalOnly,
  InternalTokens,
  LogMetrics,
  MessageMetrics,
  Metrics,
  MetricsServer,
  PinnedCallers,
  Readiness,
  RequestContexts,
  Routes,
  ServiceStates,
  StateMetrics,
  TlsReload,
  { provide: LogObserver, useClass: LogObserving },
  { provide: MessagingObserver, useClass: MessageObserving },
  { provide: ReplicasObserver, useClass: ReplicaObserving },
];

/** What every service of a process shares; global, so that services import only what is theirs. */
@Global()
@Module({})
export class ServiceModule {
  /** Throws `SettingsRefused` when the environment is not fit to start these services. */
  static forRoot(
    definitions: readonly ServiceDefinition[],
    environment: Environment = new Environment(process.env),
    tracing: Tracing = new Tracing(),
  ): DynamicModule {
    const seen = { provide: Tracing, useValue: tracing };
    const providers = [...own, seen, ...deployment(definitions, environment)];
    return {
      module: ServiceModule,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [AssetsController, HealthController, HelloController, StreamsController],
      providers,
      exports: [...providers, CqrsModule],
    };
  }
}

const deployment = (
  definitions: readonly ServiceDefinition[],
  environment: Environment,
): readonly Provider[] => {
  const common = checkSettings(environment, definitions);
  const core = new DeploymentSettings(environment.mode, common);
  const files = new TlsFiles(common);
  return [
    { provide: Environment, useValue: environment },
    { provide: DeploymentSettings, useValue: core },
    { provide: CoreSettings, useValue: core },
    { provide: HOSTED, useValue: hostedServices(definitions) },
    { provide: Clock, useClass: SystemClock },
    { provide: DatabaseSettings, useValue: { url: common.databaseUrl, poolSize: common.databasePoolSize } },
    { provide: KeyEncryptionKey, useValue: common.keyEncryptionKey },
    { provide: PublicationSchemas, useValue: publicationSchemas },
    { provide: OAuthSettings, useValue: oauthSettings(core, files) },
    { provide: TlsFiles, useValue: files },
    { provide: TlsListener, useFactory: () => listenerOf(core, files) },
    { provide: TrustingConnections, useFactory: () => new TrustingConnections(files.trustedCa) },
    ...clientJudge,
    { provide: StreamReader, useClass: InternalStreamReader },
    { provide: Transport, useFactory: () => transportOf(common) },
  ];
};

const oauthSettings = (
  { issuer, mode, common }: DeploymentSettings,
  { trustedCa }: TlsFiles,
): OAuthSettings => ({
  issuer,
  loopbackAllowed: mode === 'sandbox',
  keyPublicationDelay: common.keyPublicationDelay,
  longestTokenLife: common.longestTokenLife,
  ...(trustedCa !== undefined && { authorities: trustedCa }),
  trustAnchorFiles: common.trustAnchors,
  certifiedKeySets: common.certifiedKeySets,
  certificateStatusMaxAge: common.certificateStatusMaxAge,
  certifiedMessages: common.certifiedMessages,
  ...(common.signingCertificate !== '' && {
    signingFiles: { certificate: common.signingCertificate, key: common.signingKey },
  }),
  keySetMaxAge: common.keySetMaxAge,
});

const listenerOf = ({ mutualTls }: DeploymentSettings, { servers }: TlsFiles): TlsListener =>
  new TlsListener(servers, { asksClients: mutualTls.source === 'handshake', limits: httpLimits });
