import { Body, Controller, Header, HttpCode, Inject, Post, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { PresentedCertificate } from '#oauth';
import { oauthErrors, type SettingValues, ShownCertificate, singleValued } from '#service';
import { Clients, type Requester } from '../clients.js';
import { GrantLog } from '../grant/grant-log.js';
import { tokensRefusals } from '../tokens.refusals.js';
import { tokensSettings } from '../tokens.settings.js';
import { inactive, type Introspection, introspectionOf } from './introspection.js';
import { LiveTokens } from './live-tokens.js';
import { tokenOf } from './token-parameter.js';

/** RFC 7662: what a token is good for, for the client it was issued to and for resource servers. */
@ApiTags('tokens')
@Controller()
@UseFilters(oauthErrors(tokensRefusals))
export class IntrospectionController {
  constructor(
    private readonly clients: Clients,
    private readonly tokens: LiveTokens,
    private readonly grants: GrantLog,
    @Inject(tokensSettings.token) private readonly settings: SettingValues<typeof tokensSettings.specs>,
  ) {}

  @Post('introspect')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Ask what a token is good for (RFC 7662)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  async introspect(
    @Body() body: unknown,
    @ShownCertificate() certificate?: PresentedCertificate,
  ): Promise<Introspection> {
    const form = singleValued(body);
    const requester = await this.clients.authenticate(form, '/introspect', certificate);
    const known = await this.tokens.find(tokenOf(form));
    await this.grants.useUp(requester.claims, this.clients.contextOf(requester));
    // RFC 7662 §4: one answer for all that is expired, revoked, forged, or none of the asker's business.
    return known && this.mayKnow(requester, known.grant.terms.clientId) ? introspectionOf(known) : inactive;
  }

  private mayKnow({ client }: Requester, owner: string): boolean {
    return client.clientId === owner || this.settings.resourceServers.includes(client.clientId);
  }
}
