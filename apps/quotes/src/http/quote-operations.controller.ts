import { Body, Controller, HttpCode, Post, Query, UseFilters } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Auth, type Authorization, Protected } from '#resource-server';
import { mefErrors, RequestContexts, singleValued } from '#service';
import { partiesOnly } from '../buyer-and-seller.js';
import { CancelQuote } from '../cancel-quote.js';
import { DeclineQuote } from '../decline-quote.js';
import { quoteOperationOf, quoteOperationSchema, toProblems } from '../quote-operation-body.js';
import { QuoteRequests } from '../quote-requests.js';
import type { QuoteCommand } from '../quote.commands.js';
import { quotesPath } from '../quotes-path.js';
import { quotesRefusals } from '../quotes.refusals.js';
import { ApiLsoOperation } from './api-operation.js';

const described = { status: 200, answer: quoteOperationSchema, errors: [400, 401, 403, 422, 500] };

/** What a Buyer does to a quote that it has asked for. */
@ApiTags('quote')
@Controller(quotesPath)
@UseFilters(mefErrors(quotesRefusals))
export class QuoteOperationsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly requests: QuoteRequests,
    private readonly contexts: RequestContexts,
  ) {}

  @Post('cancelQuote')
  @HttpCode(200)
  @Protected({ scope: 'cancelQuote' })
  @ApiLsoOperation({
    ...described,
    operationId: 'cancelQuote',
    summary: 'Cancel a quote that is in progress',
  })
  @ApiBody({ schema: quoteOperationSchema as object })
  cancelQuote(
    @Auth() authorization: Authorization,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<object> {
    return this.end(CancelQuote, { authorization, query, body });
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
  @ApiBody({ schema: quoteOperationSchema as object })
  declineQuote(
    @Auth() authorization: Authorization,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<object> {
    return this.end(DeclineQuote, { authorization, query, body });
  }

  private async end(Ending: typeof CancelQuote | typeof DeclineQuote, request: Request): Promise<object> {
    const { authorization, body } = request;
    const query = partiesOnly(singleValued(request.query));
    const party = await this.requests.partyOf({ authorization, query });
    const operation = quoteOperationOf(body);
    const { reason } = operation;
    const context = this.contexts.create({ kind: 'client', id: party.clientId });
    const command = new Ending(context, operation.quoteId, {
      ...party,
      ...(reason !== undefined && { reason }),
    });
    await this.commands.execute(command satisfies QuoteCommand).catch(toProblems);
    return operation;
  }
}

interface Request {
  readonly authorization: Authorization;
  readonly query: unknown;
  readonly body: unknown;
}
