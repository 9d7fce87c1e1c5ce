import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { asyncApiDocument } from '#contracts';
import { serveOpenApiPage } from './openapi-page.js';
import type { ServiceDefinition } from './service-definition.js';

/** `/openapi` for people, `/openapi.json`, `/openapi/<service>.json` and `/asyncapi.json` for machines; made when asked for. */
export const serveOpenApi = (
  app: NestFastifyApplication,
  definitions: readonly ServiceDefinition[],
): void => {
  const fastify = app.getHttpAdapter().getInstance();
  const serve = (path: string, included: readonly ServiceDefinition[]): void => {
    let document: OpenAPIObject | undefined;
    fastify.get(path, async () => (document ??= documentOf(app, included)));
  };
  serve('/openapi.json', definitions);
  // Events belong to the deployment, whichever services run here.
  fastify.get('/asyncapi.json', async () => asyncApiDocument());
  for (const definition of definitions) serve(`/openapi/${definition.name}.json`, [definition]);
  serveOpenApiPage(fastify);
};

/** The OpenAPI document of some services, without their internal routes. */
export const documentOf = (
  app: INestApplication,
  definitions: readonly ServiceDefinition[],
): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setTitle(definitions.length === 1 ? `Assent ${definitions[0]?.name}` : 'Assent')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const include = definitions.map(({ module }) => module);
  const document = SwaggerModule.createDocument(app, config, { include, deepScanRoutes: true });
  const open = Object.entries(document.paths).filter(([path]) => !path.startsWith('/internal/'));
  return { ...document, paths: Object.fromEntries(open) };
};
