import { Controller, Get, Header, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type PublicJwk, writeDidDocument } from '#crypto';
import { CoreSettings, oauthErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { SellerIdentity } from '../seller/seller-identity.js';
import { IdentityMetadata } from './identity-metadata.js';
import { serverMetadata } from './metadata.js';
import { IdentityMembers } from './identity-members.js';
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
    private readonly seller: SellerIdentity,
    private readonly identity: IdentityMetadata,
  ) {}

  @Get('.well-known/openid-configuration')
  @Header('cache-control', 'public, max-age=900')
  @ApiOperation({ summary: 'OpenID Provider metadata (OIDC Discovery 1.0)' })
  @ApiOkResponse({ type: IdentityMembers, description: 'Those of the standards, and ours of identity' })
  openidConfiguration() {
    return this.metadata();
  }

  @Get('.well-known/oauth-authorization-server')
  @Header('cache-control', 'public, max-age=900')
  @ApiOperation({ summary: 'Authorization server metadata (RFC 8414)' })
  @ApiOkResponse({ type: IdentityMembers, description: 'Those of the standards, and ours of identity' })
  authorizationServer() {
    return this.metadata();
  }

  @Get('jwks')
  @Header('cache-control', `public, max-age=${MAX_AGE}`)
  @ApiOperation({ summary: 'Public keys of every service that signs for this issuer (RFC 7517)' })
  async jwks() {
    return { keys: await this.keys.all() };
  }

  @Get('.well-known/did.json')
  @Header('content-type', 'application/did+json')
  @Header('cache-control', `public, max-age=${MAX_AGE}`)
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The did:web document of the Seller, with the keys it signs with (MEF 128 R5)' })
  async didDocument() {
    const keys = (await this.keys.signing()) as readonly PublicJwk[];
    return writeDidDocument(this.seller.did, {
      keys,
      relationships: ['assertionMethod', 'authentication'],
      services: this.seller.services,
    });
  }

  private metadata() {
    return { ...serverMetadata(this.core.issuer, this.core.mutualTls), ...this.identity.members };
  }
}
