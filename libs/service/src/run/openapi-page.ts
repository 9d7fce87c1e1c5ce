import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const files: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const start = `window.onload = () => SwaggerUIBundle({ url: '/openapi.json', dom_id: '#openapi', deepLinking: true, tryItOutEnabled: false });`;

const markup = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>API · Assent</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/openapi/swagger-ui.css" />
  </head>
  <body>
    <div id="openapi"></div>
    <script src="/openapi/swagger-ui-bundle.js"></script>
    <script src="/openapi/start.js"></script>
  </body>
</html>`;

/** The OpenAPI documents for people: Swagger UI from its package, nothing from elsewhere. */
export const serveOpenApiPage = (fastify: FastifyInstance): void => {
  fastify.get('/openapi', (_request, reply) => reply.type('text/html; charset=utf-8').send(markup));
  fastify.get('/openapi/start.js', (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(start),
  );
  for (const [name, type] of Object.entries(files)) {
    fastify.get(`/openapi/${name}`, async (_request, reply) => {
      const content = await readFile(join(folder, name));
      return reply.type(type).header('cache-control', 'public, max-age=86400').send(content);
    });
  }
};
