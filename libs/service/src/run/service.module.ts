import { type DynamicModule, Global, Module, type Provider } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DiscoveryModule } from '@nestjs/core';
import { publicationSchemas } from '#contracts';
import { KeyEncryptionKey } from '#crypto';
import { Clock, DatabaseSettings, PublicationSchemas, SystemClock } from '#event-sourcing';
import { Transport } from '#messaging';
import { StreamReader } from '#replicas';
import { OAuthSettings } from '#oauth';
import { FallbackErrors } from '../errors/fallback-errors.js';
import { InternalClient } from '../internal/internal-client.js';
import { InternalOnly } from '../internal/internal-only.js';
import { InternalStreamReader } from '../internal/internal-stream-reader.js';
import { InternalTokens } from '../internal/internal-tokens.js';
import { StreamsController } from '../internal/streams.controller.js';
import { AssetsController } from '../pages/assets.controller.js';
import { PageInterceptor } from '../pages/page.interceptor.js';
import { RequestContexts } from '../requests/request-contexts.js';
import { Routes } from '../requests/routes.js';
import { checkSettings } from '../settings/check-settings.js';
import { CoreSettings } from '../settings/core-settings.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { Environment } from '../settings/environment.js';
import { HealthController } from './health.controller.js';
import { HOSTED, hostedServices } from './hosted-services.js';
import { Readiness } from './readiness.js';
import type { ServiceDefinition } from './service-definition.js';
import { transportOf } from './transport.js';

const own = [
  FallbackErrors,
  InternalClient,
  InternalOnly,
  InternalTokens,
  PageInterceptor,
  Readiness,
  RequestContexts,
  Routes,
];

/** What every service of a process shares; global, so that services import only what is theirs. */
@Global()
@Module({})
export class ServiceModule {
  /** Throws `SettingsRefused` when the environment is not fit to start these services. */
  static forRoot(
    definitions: readonly ServiceDefinition[],
    environment: Environment = new Environment(process.env),
  ): DynamicModule {
    const providers = [...own, ...deployment(definitions, environment)];
    return {
      module: ServiceModule,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [AssetsController, HealthController, StreamsController],
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
  return [
    { provide: Environment, useValue: environment },
    { provide: DeploymentSettings, useValue: core },
    { provide: CoreSettings, useValue: core },
    { provide: HOSTED, useValue: hostedServices(definitions) },
    { provide: Clock, useClass: SystemClock },
    { provide: DatabaseSettings, useValue: { url: common.databaseUrl, poolSize: common.databasePoolSize } },
    { provide: KeyEncryptionKey, useValue: common.keyEncryptionKey },
    { provide: PublicationSchemas, useValue: publicationSchemas },
    { provide: OAuthSettings, useValue: oauthSettings(core) },
    { provide: StreamReader, useClass: InternalStreamReader },
    { provide: Transport, useFactory: () => transportOf(common) },
  ];
};

const oauthSettings = ({ issuer, mode, common }: DeploymentSettings): OAuthSettings => ({
  issuer,
  loopbackAllowed: mode === 'sandbox',
  keyPublicationDelay: common.keyPublicationDelay,
  longestTokenLife: common.longestTokenLife,
});
