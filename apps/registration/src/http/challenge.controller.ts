import { Controller, Header, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Clock } from '#event-sourcing';
import { CoreSettings, oauthErrors } from '#service';
import { Challenges } from '../presentation/challenges.js';
import { registrationRefusals } from '../registration.refusals.js';

/** What a presentation at registration has to be signed for. */
class ChallengeAnswer {
  @ApiProperty({ description: '`nonce` of the presentation; good once' })
  nonce!: string;

  @ApiProperty({ description: '`aud` of the presentation: our issuer identifier' })
  audience!: string;

  @ApiProperty({ description: 'Seconds' })
  expires_in!: number;
}

/** Gives out nonces for presentations of Legal Entities (MEF 128 R11); nothing is written for one. */
@ApiTags('registration')
@Controller('register/challenge')
@UseFilters(oauthErrors(registrationRefusals))
export class ChallengeController {
  constructor(
    private readonly challenges: Challenges,
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Ask for the nonce of a `legal_entity_presentation`' })
  @ApiOkResponse({ type: ChallengeAnswer })
  give(): ChallengeAnswer {
    const { nonce, expiresIn } = this.challenges.issue(this.clock.now());
    return { nonce, audience: this.core.issuer, expires_in: expiresIn };
  }
}
