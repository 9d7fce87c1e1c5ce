import { Controller, Get, Inject, Param, UseFilters, UseGuards } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { ApiExcludeController } from '@nestjs/swagger';
import { Database, Refused } from '#event-sourcing';
import { type PublicStream, publicStreamOf } from '#replicas';
import { problemErrors } from '../errors/problem-errors.js';
import { HOSTED, type HostedServices } from '../run/hosted-services.js';
import { InternalOnly } from './internal-only.js';

/** Read-through for replicas that have not heard of a stream yet, or not of its newest version. */
@ApiExcludeController()
@UseFilters(problemErrors({}))
@UseGuards(InternalOnly)
@Controller('internal/streams')
export class StreamsController {
  constructor(
    private readonly discovery: DiscoveryService,
    @Inject(HOSTED) private readonly hosted: HostedServices,
  ) {}

  /** Always the newest version, so `minimumVersion` is met whenever the stream has come that far. */
  @Get(':stream')
  async read(@Param('stream') stream: string): Promise<PublicStream> {
    for (const database of this.databasesOf(stream)) {
      const found = await publicStreamOf(database, stream);
      if (found) return found;
    }
    throw new Refused('not-found');
  }

  private databasesOf(stream: string): readonly Database[] {
    const owners = this.hosted.definitions.filter(({ log }) =>
      log.aggregates.some(({ decider }) => stream.startsWith(`${decider.kind}-`)),
    );
    const names = new Set(owners.map(({ log }) => log.service));
    const instances = this.discovery.getProviders().map(({ instance }) => instance as unknown);
    const databases = [...new Set(instances)].filter((instance) => instance instanceof Database);
    return databases.filter(({ service }) => names.has(service));
  }
}
