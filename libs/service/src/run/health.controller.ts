import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readiness, type ReadinessReport } from './readiness.js';

/**
 * For whoever runs the process: wait while `/startupz` fails, restart it when `/livez` does, send it nothing while
 * `/readyz` does.
 */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** Asks nobody: a database that is away does not come back by a restart. */
  @Get('livez')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** Once it has been ready it stays started, whatever happens later. */
  @Get('startupz')
  async started(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ status: string }> {
    const started = await this.readiness.started();
    reply.status(started ? 200 : 503);
    return { status: started ? 'started' : 'starting' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.check();
    reply.status(report.status === 'ready' ? 200 : 503);
    return report;
  }
}
