import { Controller, Get, Header, Inject, UseFilters } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { mefErrors, CoreSettings } from '#service';
import { Conversations } from '../authenticity/conversations.js';
import { SellersKeys } from '../authenticity/sellers-keys.js';
import { MESSAGE_HEADER } from '../authenticity/vouched.decorator.js';
import { quotesRefusals } from '../quotes.refusals.js';
import { quotesPath } from '../quotes-path.js';

const SCOPES = ['createQuote', 'listQuote', 'retrieveQuote', 'cancelQuote', 'declineQuote'];

/** What this resource server says about itself (RFC 9728), and the keys that its answers verify by. */
@ApiTags('quote')
@Controller()
@UseFilters(mefErrors(quotesRefusals))
export class ResourceController {
  constructor(
    private readonly keys: SellersKeys,
    private readonly conversations: Conversations,
    @Inject(CoreSettings) private readonly core: CoreSettings,
  ) {}

  @Get(`.well-known/oauth-protected-resource${quotesPath}`)
  @Header('cache-control', 'public, max-age=300')
  @ApiOperation({ summary: 'Metadata of the quote API as a protected resource' })
  metadata(): object {
    const { issuer } = this.core;
    const resource = `${issuer}${quotesPath}`;
    return {
      resource,
      authorization_servers: [issuer],
      jwks_uri: `${resource}/jwks`,
      scopes_supported: SCOPES,
      bearer_methods_supported: ['header'],
      resource_signing_alg_values_supported: ['ES256'],
      // Draft W128 §9, docs/payload-authenticity.md
      meflso_payload_authenticity: {
        issuer,
        domains: [this.conversations.domain],
        header: MESSAGE_HEADER,
        encryption_alg_values_supported: ['ECDH-ES'],
        encryption_enc_values_supported: ['A256GCM'],
      },
    };
  }

  @Get(`${quotesPath.slice(1)}/jwks`)
  @Header('cache-control', 'public, max-age=300')
  @Header('content-type', 'application/jwk-set+json')
  @ApiOperation({
    summary: 'Public keys of the quote API: what its messages are signed with, and encrypted to',
  })
  async jwks(): Promise<object> {
    return { keys: await this.keys.published() };
  }
}
