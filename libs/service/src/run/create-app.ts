import { type DynamicModule, type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { FallbackErrors } from '../errors/fallback-errors.js';
import { answerUnreadable, answerUnroutable } from '../errors/transport-errors.js';
import { serveMetrics } from '../metrics/serve-metrics.js';
import { sendPages } from '../pages/send-pages.js';
import { addBodyParsers } from '../requests/body-parsers.js';
import { addRequestHooks } from '../requests/request-hooks.js';
import { Routes } from '../requests/routes.js';
import { validation } from '../requests/validation.js';
import { checkSettings } from '../settings/check-settings.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { Environment } from '../settings/environment.js';
import { presentCertificates } from '../tls/present-certificates.js';
import { tracingFor } from '../traces/exporting.js';
import { Tracing } from '../traces/tracing.js';
import { hostedServices } from './hosted-services.js';
import { httpLimits } from './http-limits.js';
import { JsonLogger } from './logger.js';
import { serveOpenApi } from './openapi.js';
import { Readiness } from './readiness.js';
import { addRequestLog } from './request-log.js';
import type { ServiceDefinition } from './service-definition.js';
import { ServiceModule } from './service.module.js';
import { closeConnectionsWhileStopping } from './shutdown.js';

@Module({})
class Process {}

/** What a spec looks into; a process has its own. */
export interface AppParts {
  readonly tracing?: Tracing;
  readonly log?: DestinationStream;
}

/** Makes an application of one service or of many, ready to `listen`. Throws `SettingsRefused`. */
export const createApp = async (
  definitions: readonly ServiceDefinition[],
  environment: Environment = new Environment(process.env),
  parts: AppParts = {},
): Promise<NestFastifyApplication> => {
  const { logLevel, trustedProxies } = checkSettings(environment, definitions);
  const { name } = hostedServices(definitions);
  const tracing = parts.tracing ?? (await tracingFor(environment, name));
  const logger = new JsonLogger(logLevel, name, parts.log);
  const shared = ServiceModule.forRoot(definitions, environment, tracing);
  const root: DynamicModule = {
    module: Process,
    imports: [shared, ...definitions.map(({ module }) => module)],
  };
  const options = { bodyParser: false, abortOnError: false, logger };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter(trustedProxies), options);
  configure(app, definitions, logger);
  return app;
};

const adapter = (trustProxy: readonly string[]): FastifyAdapter =>
  new FastifyAdapter({
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    requestTimeout: httpLimits.requestTimeout,
    keepAliveTimeout: httpLimits.keepAliveTimeout,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
    http: { maxHeaderSize: httpLimits.maxHeaderSize },
    routerOptions: { maxParamLength: 512, querystringParser: () => ({}) },
  });

const configure = (
  app: NestFastifyApplication,
  definitions: readonly ServiceDefinition[],
  logger: LoggerService,
): void => {
  const fastify = app.getHttpAdapter().getInstance();
  const { issuer, common, mutualTls } = app.get(DeploymentSettings);
  addBodyParsers(fastify);
  closeConnectionsWhileStopping(fastify, app.get(Readiness));
  sendPages(fastify);
  addRequestLog(fastify, logger);
  serveMetrics(app);
  addRequestHooks(fastify, {
    routes: app.get(Routes),
    tracing: app.get(Tracing),
    https: issuer.startsWith('https:'),
    certificates: presentCertificates(mutualTls.source, common.trustedProxies),
  });
  app.useGlobalPipes(validation());
  app.useGlobalFilters(app.get(FallbackErrors));
  serveOpenApi(app, definitions);
};
