import { Controller, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Authorization, Protected } from '#resource-server';
import { mefErrors } from '#service';
import type { VouchedRequest } from '../authenticity/conversations.js';
import { Vouched } from '../authenticity/vouched.decorator.js';
import { CancelQuote } from '../cancel-quote.js';
import { DeclineQuote } from '../decline-quote.js';
import { EndQuotes } from '../end-quotes.js';
import { quoteOperationSchema } from '../quote-operation-body.js';
import { quotesPath } from '../quotes-path.js';
import { quotesRefusals } from '../quotes.refusals.js';
import { Answering } from './answering.js';
import { ApiLsoOperation } from './api-operation.js';

const described = {
  status: 200,
  answer: quoteOperationSchema,
  errors: [400, 401, 403, 422, 500],
  vouched: true,
  asks: quoteOperationSchema,
};

/** What a Buyer does to a quote that it has asked for. */
@ApiTags('quote')
@Controller(quotesPath)
@UseFilters(mefErrors(quotesRefusals))
export class QuoteOperationsController {
  constructor(
    private readonly ending: EndQuotes,
    private readonly answering: Answering,
  ) {}

  @Post('cancelQuote')
  @HttpCode(200)
  @Protected({ scope: 'cancelQuote' })
  @ApiLsoOperation({
    ...described,
    operationId: 'cancelQuote',
    summary: 'Cancel a quote that is in progress',
  })
  async cancelQuote(
    @Auth() authorization: Authorization,
    @Vouched() request: VouchedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answering.answer([authorization, request, reply], (asked) =>
      this.ending.end(CancelQuote, asked),
    );
  }

  // The 8.0.1 document calls this `/rejectQuote`, the developer guide of the same release `/declineQuote`, as version 10 does.
  @Post('declineQuote')
  @HttpCode(200)
  @Protected({ scope: 'declineQuote' })
  @ApiLsoOperation({
    ...described,
    operationId: 'declineQuote',
    summary: 'Decline an offer that could be ordered',
  })
  async declineQuote(
    @Auth() authorization: Authorization,
    @Vouched() request: VouchedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.answering.answer([authorization, request, reply], (asked) =>
      this.ending.end(DeclineQuote, asked),
    );
  }
}
