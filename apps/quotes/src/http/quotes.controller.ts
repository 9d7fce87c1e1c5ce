import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { quoteCreateSchema } from '#contracts';
import { Auth, type Authorization, Protected } from '#resource-server';
import { CoreSettings, mefErrors, RequestContexts, singleValued } from '#service';
import { partiesOnly } from '../buyer-and-seller.js';
import { QuoteList, type QuoteSummary } from '../quote-list.js';
import { listQuoteParameters, quoteFilter } from '../quote-list.query.js';
import { type Asked, QuoteRequests } from '../quote-requests.js';
import { quoteView } from '../quote-view.js';
import { quotesRefusals } from '../quotes.refusals.js';
import { quotesPath } from '../quotes-path.js';
import { ApiLsoOperation } from './api-operation.js';
import { quoteFindSchema, quoteSchema } from './quote-schemas.js';

/** A sample LSO API: Sonata Quote Management 8.0.1, behind the tokens of MEF 128. */
@ApiTags('quote')
@Controller(`${quotesPath}/quote`)
@UseFilters(mefErrors(quotesRefusals))
export class QuotesController {
  private readonly base: string;

  constructor(
    private readonly requests: QuoteRequests,
    private readonly list: QuoteList,
    private readonly contexts: RequestContexts,
    @Inject(CoreSettings) { issuer }: CoreSettings,
  ) {
    this.base = `${issuer}${quotesPath}`;
  }

  @Post()
  @Protected({ scope: 'createQuote', resourceToken: true, consumedIntent: true })
  @ApiLsoOperation({
    operationId: 'createQuote',
    summary: 'Ask for the quote that was consented to',
    status: 201,
    answer: quoteSchema,
    errors: [400, 401, 403, 422, 500],
  })
  @ApiHeader({
    name: 'x-idempotency-key',
    required: false,
    description: 'A repeat under the same key gets its quote again',
  })
  @ApiBody({ schema: quoteCreateSchema as object })
  async createQuote(
    @Auth() authorization: Authorization,
    @Query() query: unknown,
    @Headers('x-idempotency-key') key: string | undefined,
    @Body() body: unknown,
  ): Promise<object> {
    return quoteView(await this.requests.create(this.asked(authorization, query), body, key), this.base);
  }

  @Get()
  @Protected({ scope: 'listQuote' })
  @ApiLsoOperation({
    operationId: 'listQuote',
    summary: 'Find own quotes',
    status: 200,
    answer: { type: 'array', items: quoteFindSchema },
    errors: [400, 401, 403, 422, 500],
    query: listQuoteParameters,
  })
  async listQuote(
    @Auth() authorization: Authorization,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<readonly QuoteSummary[]> {
    const asked = { authorization, query: singleValued(query) };
    const filter = quoteFilter(asked.query);
    const { quotes, total } = await this.list.page(await this.requests.partyOf(asked), filter);
    reply.header('x-total-count', total);
    reply.header('x-result-count', quotes.length);
    reply.header('x-pagination-throttled', filter.throttled && filter.offset + quotes.length < total);
    return quotes;
  }

  @Get(':id')
  @Protected({ scope: 'retrieveQuote' })
  @ApiLsoOperation({
    operationId: 'retrieveQuote',
    summary: 'Read one own quote',
    status: 200,
    answer: quoteSchema,
    errors: [400, 401, 403, 404, 500],
  })
  async retrieveQuote(
    @Auth() authorization: Authorization,
    @Query() query: unknown,
    @Param('id') id: string,
  ): Promise<object> {
    return quoteView(await this.requests.read(this.asked(authorization, query), id), this.base);
  }

  private asked(authorization: Authorization, query: unknown): Asked {
    const context = this.contexts.create({ kind: 'client', id: authorization.clientId });
    return { context, authorization, query: partiesOnly(singleValued(query)) };
  }
}
