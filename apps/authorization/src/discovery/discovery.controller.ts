import { Controller, Get, Header, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CoreSettings, oauthErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { serverMetadata } from './metadata.js';
import { PublishedKeys } from './published-keys.js';

/** Seconds: far below the delay between a key's publication and its first use. */
const MAX_AGE = 15;

/** What clients read before they do anything. */
@ApiTags('discovery')
@Controller()
@UseFilters(oauthErrors(authorizationRefusals))
export class DiscoveryController {
  constructor(
    private readonly core: CoreSettings,
    private readonly keys: PublishedKeys,
  ) {}

  @Get('.well-known/openid-configuration')
  @Header('cache-control', 'public, max-age=900')
  @ApiOperation({ summary: 'OpenID Provider metadata (OIDC Discovery 1.0)' })
  openidConfiguration() {
    return serverMetadata(this.core.issuer);
  }

  @Get('.well-known/oauth-authorization-server')
  @Header('cache-control', 'public, max-age=900')
  @ApiOperation({ summary: 'Authorization server metadata (RFC 8414)' })
  authorizationServer() {
    return serverMetadata(this.core.issuer);
  }

  @Get('jwks')
  @Header('cache-control', `public, max-age=${MAX_AGE}`)
  @ApiOperation({ summary: 'Public keys of every service that signs for this issuer (RFC 7517)' })
  async jwks() {
    return { keys: await this.keys.all() };
  }
}
