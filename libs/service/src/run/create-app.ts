import { type DynamicModule, type LoggerService, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FallbackErrors } from '../errors/fallback-errors.js';
import { answerUnreadable, answerUnroutable } from '../errors/transport-errors.js';
import { PageInterceptor } from '../pages/page.interceptor.js';
import { addBodyParsers } from '../requests/body-parsers.js';
import { addRequestHooks } from '../requests/request-hooks.js';
import { Routes } from '../requests/routes.js';
import { validation } from '../requests/validation.js';
import { checkSettings } from '../settings/check-settings.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { Environment } from '../settings/environment.js';
import { JsonLogger } from './logger.js';
import { serveOpenApi } from './openapi.js';
import { addRequestLog } from './request-log.js';
import type { ServiceDefinition } from './service-definition.js';
import { ServiceModule } from './service.module.js';

@Module({})
class Process {}

/** Makes an application of one service or of many, ready to `listen`. Throws `SettingsRefused`. */
export const createApp = async (
  definitions: readonly ServiceDefinition[],
  environment: Environment = new Environment(process.env),
): Promise<NestFastifyApplication> => {
  const { logLevel, trustedProxies } = checkSettings(environment, definitions);
  const logger = new JsonLogger(logLevel);
  const shared = ServiceModule.forRoot(definitions, environment);
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
    requestTimeout: 30_000,
    frameworkErrors: answerUnroutable,
    clientErrorHandler: answerUnreadable,
    http: { maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 512, querystringParser: () => ({}) },
  });

const configure = (
  app: NestFastifyApplication,
  definitions: readonly ServiceDefinition[],
  logger: LoggerService,
): void => {
  const fastify = app.getHttpAdapter().getInstance();
  const { issuer } = app.get(DeploymentSettings);
  addBodyParsers(fastify);
  addRequestLog(fastify, logger);
  addRequestHooks(fastify, app.get(Routes), issuer.startsWith('https:'));
  app.useGlobalPipes(validation());
  app.useGlobalFilters(app.get(FallbackErrors));
  app.useGlobalInterceptors(app.get(PageInterceptor));
  serveOpenApi(app, definitions);
};
