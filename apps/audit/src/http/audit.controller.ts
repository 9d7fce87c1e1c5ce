import { Controller, Get, Header, Headers, Param, Query, UseFilters, UseGuards } from '@nestjs/common';
import { ApiBasicAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Clock, Refused } from '#event-sourcing';
import type { Page } from '#service';
import { consentPage } from '../pages/consent-page.js';
import { homePage } from '../pages/home-page.js';
import { timelinePage } from '../pages/timeline-page.js';
import { type ConsentList, Consents, type ConsentState } from '../reading/consents.js';
import { Purposes } from '../reading/purposes.js';
import { type Timeline, Timelines } from '../reading/timelines.js';
import { prefersHtml } from './accept.js';
import { AuditErrors } from './audit-errors.js';
import { OperatorsOnly } from './operators-only.js';
import { idOf, pageOf, searchOf, timeOf } from './parameters.js';

const CursorQuery = ApiQuery({
  name: 'cursor',
  required: false,
  description: 'The `next` of the page before',
});
const LimitQuery = ApiQuery({ name: 'limit', required: false, description: 'From 1 to 200' });

/** The record, as JSON and as pages. */
@ApiTags('audit')
@ApiBasicAuth()
@Controller('audit')
@UseGuards(OperatorsOnly)
@UseFilters(new AuditErrors())
export class AuditController {
  constructor(
    private readonly consents: Consents,
    private readonly timelines: Timelines,
    private readonly purposes: Purposes,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiOperation({
    summary:
      'Intents by their last change, newest first; searched by identifier, client, organisation, status',
  })
  @ApiQuery({ name: 'q', required: false, description: 'Part of an identifier or name' })
  @CursorQuery
  @LimitQuery
  async home(@Query() query: unknown, @Headers('accept') accept?: string): Promise<ConsentList | Page> {
    const search = searchOf(query);
    const list = await this.consents.list(search);
    return prefersHtml(accept) ? homePage(list, search) : list;
  }

  @Get('intents/:intentId')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiOperation({ summary: 'The consent state of an intent, now or as of a time' })
  @ApiQuery({ name: 'at', required: false, description: 'RFC 3339' })
  async consent(
    @Param('intentId') id: string,
    @Query() query: unknown,
    @Headers('accept') accept?: string,
  ): Promise<ConsentState | Page> {
    const intentId = idOf(id);
    const state = await this.consents.asOf(intentId, timeOf(query, this.clock.now()));
    if (!state) throw new Refused('not-found');
    if (!prefersHtml(accept)) return state;
    const [client, purpose] = await Promise.all([
      this.consents.client(state.intent.clientId),
      this.purposes.of(intentId),
    ]);
    return consentPage({ state, client, purpose });
  }

  @Get('intents/:intentId/timeline')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiOperation({ summary: 'All that happened to an intent, over all services' })
  @CursorQuery
  @LimitQuery
  ofIntent(
    @Param('intentId') id: string,
    @Query() query: unknown,
    @Headers('accept') accept?: string,
  ): Promise<Timeline | Page> {
    return this.timeline('intent', id, query, accept);
  }

  @Get('correlations/:correlationId')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiOperation({ summary: 'All that one request led to, over all services' })
  @CursorQuery
  @LimitQuery
  ofCorrelation(
    @Param('correlationId') id: string,
    @Query() query: unknown,
    @Headers('accept') accept?: string,
  ): Promise<Timeline | Page> {
    return this.timeline('correlation', id, query, accept);
  }

  @Get('streams/:stream')
  @Header('cache-control', 'no-store')
  @Header('vary', 'accept')
  @ApiOperation({ summary: 'All public events of one stream, such as `client-…`, `grant-…`, `quote-…`' })
  @CursorQuery
  @LimitQuery
  ofStream(
    @Param('stream') id: string,
    @Query() query: unknown,
    @Headers('accept') accept?: string,
  ): Promise<Timeline | Page> {
    return this.timeline('stream', id, query, accept);
  }

  private async timeline(
    of: 'intent' | 'correlation' | 'stream',
    name: string,
    query: unknown,
    accept?: string,
  ): Promise<Timeline | Page> {
    const id = idOf(name);
    const request = pageOf(query);
    const timeline = await this.timelines.read(of, id, request);
    if (timeline.entries.length === 0 && request.after[1] === '') throw new Refused('not-found');
    return prefersHtml(accept) ? timelinePage({ of, id, timeline }) : timeline;
  }
}
