import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { HttpMetrics } from './http-metrics.js';
import { Metrics } from './metrics.js';
import { METRICS_PATH } from './metrics-server.js';

/** Measures every answer; and in a sandbox, which loopback alone reaches, tells it beside the services. */
export const serveMetrics = (app: NestFastifyApplication): void => {
  const fastify = app.getHttpAdapter().getInstance();
  const http = app.get(HttpMetrics);
  fastify.addHook('onResponse', (request, reply, done) => {
    http.answered(request, reply);
    done();
  });
  if (app.get(DeploymentSettings).common.metricsPort !== 0) return;
  const metrics = app.get(Metrics);
  fastify.get(METRICS_PATH, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
};
