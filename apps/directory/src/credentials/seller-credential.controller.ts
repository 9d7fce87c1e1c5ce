import { Body, Controller, Header, HttpCode, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { InternalOnly, problemErrors, RequestContexts } from '#service';
import { directoryRefusals } from '../directory.refusals.js';
import { SellerCredential } from './seller-credential.js';

class SellerCredentialRequest {
  /** `openid4vci-proof+jwt` by a key of the Seller's did:web. */
  @IsString()
  @MaxLength(10_000)
  proof!: string;
}

/** For the authorization service, which publishes the credential of the Seller. */
@ApiExcludeController()
@Controller('internal/directory')
@UseGuards(InternalOnly)
@UseFilters(problemErrors(directoryRefusals))
export class SellerCredentialController {
  constructor(
    private readonly seller: SellerCredential,
    private readonly contexts: RequestContexts,
  ) {}

  @Post('seller-credential')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async current(
    @Body() { proof }: SellerCredentialRequest,
  ): Promise<{ readonly credential: string; readonly validUntil: string }> {
    const context = this.contexts.create({ kind: 'service', id: 'authorization' });
    const { token: credential, validUntil } = await this.seller.current(context, proof);
    return { credential, validUntil };
  }
}
