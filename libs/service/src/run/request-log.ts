import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** One line for every answer: the route, not the URL, whose query may carry a code or a request object. */
export const addRequestLog = (fastify: FastifyInstance, logger: LoggerService): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime);
    logger.log(
      { method, route: routeOptions.url ?? 'none', status: reply.statusCode, milliseconds },
      'answered',
    );
    done();
  });
};
