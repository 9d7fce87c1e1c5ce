import { Body, Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PresentedCertificate } from '#oauth';
import { oauthErrors, ShownCertificate, singleValued } from '#service';
import { Clients } from '../clients.js';
import { GrantLog } from '../grant/grant-log.js';
import { tokensRefusals } from '../tokens.refusals.js';
import { LiveTokens } from './live-tokens.js';
import { tokenOf } from './token-parameter.js';

/** RFC 7009: a client gives up a token, and with any one of them all that came of the same consent. */
@ApiTags('tokens')
@Controller()
@UseFilters(oauthErrors(tokensRefusals))
export class RevocationController {
  constructor(
    private readonly clients: Clients,
    private readonly tokens: LiveTokens,
    private readonly grants: GrantLog,
  ) {}

  @Post('revoke')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Give up a token (RFC 7009)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  async revoke(@Body() body: unknown, @ShownCertificate() certificate?: PresentedCertificate): Promise<void> {
    const form = singleValued(body);
    const requester = await this.clients.authenticate(form, '/revoke', certificate);
    const context = this.clients.contextOf(requester);
    const known = await this.tokens.ofActiveGrant(tokenOf(form));
    // RFC 7009 §2.2: an unknown token is as good as revoked; another client's gets the same answer, and stays as it is.
    if (known?.grant.terms.clientId !== requester.client.clientId)
      return this.grants.useUp(requester.claims, context);
    await this.grants.end(known.grant.terms.grantId, 'revoked-by-client', context, requester.claims);
  }
}
