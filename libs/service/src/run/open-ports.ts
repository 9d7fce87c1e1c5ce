import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { TlsListener } from '../tls/tls-listener.js';

/** Takes requests from now on: by http, by https beside it, or by https alone where both have the same port. */
export const openPorts = async (app: NestFastifyApplication): Promise<void> => {
  const { port, tlsPort, host } = app.get(DeploymentSettings).common;
  if (tlsPort !== port || port === 0) await app.listen(port, host);
  if (tlsPort === 0) return;
  await app.init();
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.ready();
  await app.get(TlsListener).listen(tlsPort, host, (request, response) => fastify.routing(request, response));
};
