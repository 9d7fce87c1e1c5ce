import { Body, Controller, Header, HttpCode, Post, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, IsString, MaxLength, Min } from 'class-validator';
import { InternalOnly, problemErrors } from '#service';
import { FrontChannelIssuing, type FrontChannelToken } from './front-channel-issuing.js';
import { frontChannelRefusals } from './front-channel.refusals.js';

class FrontChannelRequest {
  @IsString()
  @MaxLength(128)
  authorizationId!: string;

  /** Version of the authorization's stream at which its code was issued. */
  @IsInt()
  @Min(1)
  version!: number;
}

/** For the authorization service, when it answers `code id_token token` (OIDC Core §3.3). */
@ApiExcludeController()
@Controller('internal/tokens')
@UseGuards(InternalOnly)
@UseFilters(problemErrors(frontChannelRefusals))
export class FrontChannelController {
  constructor(private readonly issuing: FrontChannelIssuing) {}

  @Post('front-channel')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  issue(@Body() { authorizationId, version }: FrontChannelRequest): Promise<FrontChannelToken> {
    return this.issuing.issue(authorizationId, version);
  }
}
