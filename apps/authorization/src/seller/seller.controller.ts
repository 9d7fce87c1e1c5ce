import { Body, Controller, Get, Header, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import { isSdJwt } from '#crypto';
import { oauthErrors, validation } from '#service';
import { CREDENTIAL_PATH, PRESENTATION_PATH, SellerIdentity } from './seller-identity.js';
import { SellerPresentation } from './seller-presentation.js';
import { sellerRefusals } from './seller.refusals.js';

interface Reply {
  header(name: string, value: string): Reply;
}

/** Whom the Seller is to present itself to. */
class PresentationRequest {
  @ApiProperty({ description: 'The client, which becomes the `aud` of the presentation' })
  @IsString()
  @Matches(/^[\x21-\x7e]{1,128}$/)
  client_id!: string;

  @ApiProperty({ description: '16 to 256 characters that nobody can foresee; becomes its `nonce`' })
  @IsString()
  @MaxLength(256)
  @Matches(/^[\x21-\x7e]{16,}$/)
  nonce!: string;
}

class PresentationAnswer {
  @ApiProperty({
    description: 'A `vp+jwt`, or a `dc+sd-jwt` with `kb+jwt`, signed by a key of the did:web of the Seller',
  })
  legal_entity_presentation!: string;
}

/** Who the Seller is: its credential for anyone (MEF 128 D1), and a presentation of it for a client that asks (R11). */
@ApiTags('identifiers')
@Controller()
@UseFilters(oauthErrors(sellerRefusals))
export class SellerController {
  constructor(
    private readonly identity: SellerIdentity,
    private readonly presentation: SellerPresentation,
  ) {}

  @Get(CREDENTIAL_PATH)
  @Header('cache-control', 'public, max-age=60')
  @Header('access-control-allow-origin', '*')
  @ApiOperation({ summary: 'The Legal Entity credential of the Seller: VC-JWT or SD-JWT VC' })
  async credential(@Res({ passthrough: true }) reply: Reply): Promise<string> {
    const credential = await this.identity.credential();
    reply.header('content-type', `application/${isSdJwt(credential) ? 'dc+sd-jwt' : 'vc+jwt'}`);
    return credential;
  }

  @Post(PRESENTATION_PATH)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Have the Seller present its Legal Entity to a client, for a nonce' })
  @ApiBody({ type: PresentationRequest })
  @ApiOkResponse({ type: PresentationAnswer })
  async present(
    @Body(validation('refuse')) { client_id, nonce }: PresentationRequest,
  ): Promise<PresentationAnswer> {
    return { legal_entity_presentation: await this.presentation.present(client_id, nonce) };
  }
}
