import { Controller, Get, Param, Post, Res, UseFilters } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { quoteCreateSchema } from '#contracts';
import { Auth, type Authorization, Protected } from '#resource-server';
import { mefErrors } from '#service';
import type { VouchedRequest } from '../authenticity/conversations.js';
import { Vouched } from '../authenticity/vouched.decorator.js';
import { CreateQuotes } from '../create-quotes.js';
import { partyOf } from '../client-of.js';
import { QuoteList } from '../quote-list.js';
import { listQuoteParameters, quoteFilter } from '../quote-list.query.js';
import { ReadQuotes } from '../read-quotes.js';
import { quotesRefusals } from '../quotes.refusals.js';
import { quotesPath } from '../quotes-path.js';
import { Answering } from './answering.js';
import { ApiLsoOperation } from './api-operation.js';
import { quoteFindSchema, quoteSchema } from './quote-schemas.js';

/** A sample LSO API: Sonata Quote Management 8.0.1, behind the tokens of MEF 128. */
@ApiTags('quote')
@Controller(`${quotesPath}/quote`)
@UseFilters(mefErrors(quotesRefusals))
export class QuotesController {
  constructor(
    private readonly creating: CreateQuotes,
    private readonly reading: ReadQuotes,
    private readonly list: QuoteList,
    private readonly answering: Answering,
  ) {}

  @Post()
  @Protected({ scope: 'createQuote', resourceToken: true, consumedIntent: true })
  @ApiLsoOperation({
    operationId: 'createQuote',
    summary: 'Ask for the quote that was consented to',
    status: 201,
    answer: quoteSchema,
    errors: [400, 401, 403, 422, 500],
    vouched: true,
    asks: quoteCreateSchema,
  })
  @ApiHeader({
    name: 'x-idempotency-key',
    required: false,
    description: 'A repeat under the same key gets its quote again',
  })
  async createQuote(
    @Auth() authorization: Authorization,
    @Vouched() request: VouchedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answering.answer([authorization, request, reply], (asked) => this.creating.create(asked));
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
    @Vouched() request: VouchedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answering.answer([authorization, request, reply], async ({ client, query }) => {
      const filter = quoteFilter(query);
      const { quotes, total } = await this.list.page(partyOf(client, query), filter);
      reply.header('x-total-count', total);
      reply.header('x-result-count', quotes.length);
      reply.header('x-pagination-throttled', filter.throttled && filter.offset + quotes.length < total);
      return { body: quotes };
    });
  }

  @Get(':id')
  @Protected({ scope: 'retrieveQuote' })
  @ApiLsoOperation({
    operationId: 'retrieveQuote',
    summary: 'Read one own quote',
    status: 200,
    answer: quoteSchema,
    errors: [400, 401, 403, 404, 500],
    vouched: true,
  })
  async retrieveQuote(
    @Auth() authorization: Authorization,
    @Param('id') id: string,
    @Vouched() request: VouchedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answering.answer([authorization, request, reply], (asked) => this.reading.read(asked, id));
  }
}
