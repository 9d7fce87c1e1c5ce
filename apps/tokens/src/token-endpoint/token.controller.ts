import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '#event-sourcing';
import type { PresentedCertificate } from '#oauth';
import { oauthErrors, ShownCertificate, singleValued } from '#service';
import type { TokenResponse } from '../minting/minting.js';
import { tokensRefusals } from '../tokens.refusals.js';
import { TokenIssuing } from './issue.js';
import { examine } from './pipeline.js';
import { TokenTools } from './token-tools.js';

/** The token endpoint (RFC 6749 §3.2). */
@ApiTags('tokens')
@Controller()
@UseFilters(oauthErrors(tokensRefusals))
export class TokenController {
  constructor(
    private readonly tools: TokenTools,
    private readonly issuing: TokenIssuing,
    private readonly clock: Clock,
  ) {}

  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store') // RFC 6749 §5.1
  @Header('pragma', 'no-cache')
  @ApiOperation({ summary: 'Redeem a code, refresh, or get a token without a person (RFC 6749)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  async token(
    @Body() body: unknown,
    @ShownCertificate() certificate?: PresentedCertificate,
  ): Promise<TokenResponse> {
    const form = singleValued(body); // RFC 6749 §3.2: no parameter more than once
    return this.issuing.issue(await examine({ form, now: this.clock.now(), certificate }, this.tools));
  }
}
