import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, type Context } from '#event-sourcing';
import { Auth, type Authorization, Protected } from '#resource-server';
import { mefErrors, RequestContexts, singleValued } from '#service';
import { intentBodySchema } from '../intent-body.js';
import { IntentList, type IntentPage } from '../intent-list.js';
import { intentFilter } from '../intent-list.query.js';
import { IntentRequests, type VersionedIntent } from '../intent-requests.js';
import { intentsRefusals } from '../intents.refusals.js';
import { versionOf } from '../request-headers.js';
import { noteOf, takeBackBodySchema } from '../take-back-body.js';
import { ApiListQuery } from './api-list-query.js';
import { IntentAnswers } from './intent-answers.js';

const idempotencyKey = {
  name: 'x-idempotency-key',
  required: false,
  description: 'Makes repeats safe for 24 hours; 1 to 40 visible characters',
};
const ifMatch = { name: 'If-Match', required: false, description: 'The ETag that was read' };

/** The staging API: a client says what it means to do, and gets the ticket (MEF 128 §6.4, R15, R16). */
@ApiTags('intents')
@Controller('intents')
@UseFilters(mefErrors(intentsRefusals))
export class IntentsController {
  constructor(
    private readonly requests: IntentRequests,
    private readonly list: IntentList,
    private readonly contexts: RequestContexts,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Protected({ scope: 'intents' })
  @UseInterceptors(IntentAnswers)
  @ApiOperation({
    operationId: 'stageIntent',
    summary: 'Stage an intent; it is pending until a person decides',
  })
  @ApiHeader(idempotencyKey)
  @ApiBody({ schema: intentBodySchema as object })
  stage(
    @Auth() authorization: Authorization,
    @Headers('x-idempotency-key') key: string | undefined,
    @Body() body: unknown,
  ): Promise<VersionedIntent> {
    return this.requests.stage(this.context(authorization), body, key);
  }

  @Get()
  @Protected({ scope: 'intents' })
  @ApiOperation({ operationId: 'listIntents', summary: 'List own intents, newest first' })
  @ApiListQuery()
  find(@Auth() { clientId }: Authorization, @Query() query: unknown): Promise<IntentPage> {
    return this.list.page(clientId, intentFilter(singleValued(query)), this.clock.now().toISOString());
  }

  @Get(':intentId')
  @Protected({ scope: 'intents' })
  @UseInterceptors(IntentAnswers)
  @ApiOperation({ operationId: 'readIntent', summary: 'Read an intent and its history' })
  read(@Auth() { clientId }: Authorization, @Param('intentId') intentId: string): Promise<VersionedIntent> {
    return this.requests.read(clientId, intentId);
  }

  @Patch(':intentId')
  @Protected({ scope: 'intents' })
  @UseInterceptors(IntentAnswers)
  @ApiOperation({
    operationId: 'amendIntent',
    summary: 'Amend a pending intent (JSON Merge Patch, RFC 7396)',
  })
  @ApiConsumes('application/json', 'application/merge-patch+json')
  @ApiHeader(ifMatch)
  @ApiBody({ schema: { ...intentBodySchema, required: undefined } as object })
  amend(
    @Auth() authorization: Authorization,
    @Param('intentId') intentId: string,
    @Headers('if-match') tag: string | undefined,
    @Body() patch: unknown,
  ): Promise<VersionedIntent> {
    return this.requests.amend(this.context(authorization), intentId, patch, versionOf(tag));
  }

  @Delete(':intentId')
  @HttpCode(204)
  @Protected({ scope: 'intents' })
  @ApiOperation({
    operationId: 'takeBackIntent',
    summary: 'Withdraw a pending intent, revoke an authorized one',
  })
  @ApiHeader(ifMatch)
  @ApiBody({ schema: takeBackBodySchema as object, required: false })
  async takeBack(
    @Auth() authorization: Authorization,
    @Param('intentId') intentId: string,
    @Headers('if-match') tag: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const version = versionOf(tag);
    const details = { ...noteOf(body), ...(version !== undefined && { expectedVersion: version }) };
    await this.requests.takeBack(this.context(authorization), intentId, details);
  }

  private context({ clientId }: Authorization): Context {
    return this.contexts.create({ kind: 'client', id: clientId });
  }
}
