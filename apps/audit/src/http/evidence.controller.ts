import { Controller, Get, Header, Param, UseFilters, UseGuards } from '@nestjs/common';
import { ApiBasicAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { authenticity } from '#crypto';
import { Refused } from '#event-sourcing';
import { Conversations } from '../reading/conversations.js';
import { AuditErrors } from './audit-errors.js';
import { OperatorsOnly } from './operators-only.js';
import { idOf } from './parameters.js';

/** What the Seller can hand to a third party. */
@ApiTags('audit')
@ApiBasicAuth()
@Controller('audit')
@UseGuards(OperatorsOnly)
@UseFilters(new AuditErrors())
export class EvidenceController {
  constructor(private readonly conversations: Conversations) {}

  @Get('intents/:intentId/evidence')
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'The signed messages of the conversations about an intent, with the keys they verify by',
  })
  async evidence(@Param('intentId') id: string): Promise<authenticity.Evidence> {
    const evidence = await this.conversations.about(idOf(id));
    if (!evidence) throw new Refused('not-found');
    return evidence;
  }
}
