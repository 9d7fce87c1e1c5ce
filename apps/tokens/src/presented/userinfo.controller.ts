import { Controller, Get, Header, Headers, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Refused } from '#event-sourcing';
import { assertConfirmed, type PresentedCertificate } from '#oauth';
import { oauthErrors, ShownCertificate } from '#service';
import { intentClaim } from '../minting/intent-claim.js';
import { tokensRefusals } from '../tokens.refusals.js';
import { LiveTokens } from './live-tokens.js';

interface Userinfo {
  /** The same as in the id_token (MEF 128 R33). */
  readonly sub: string;
  readonly meflso_intent_id?: string | readonly string[];
  readonly acr?: string;
  readonly auth_time?: number;
}

const bearer = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i; // RFC 6750 §2.1

/** OIDC Core §5.3: whose consent a token stands for. The token comes in the header alone (FAPI 1.0 Baseline §6.2.1). */
@ApiTags('tokens')
@ApiBearerAuth()
@Controller('userinfo')
@UseFilters(oauthErrors(tokensRefusals))
export class UserinfoController {
  constructor(private readonly tokens: LiveTokens) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Whose consent a token stands for (OIDC Core §5.3)' })
  async get(
    @Headers('authorization') authorization?: string,
    @ShownCertificate() certificate?: PresentedCertificate,
  ): Promise<Userinfo> {
    const text = bearer.exec(authorization ?? '')?.[1];
    if (text === undefined) throw new Refused('missing-token');
    const live = await this.tokens.find(text);
    if (live?.token.use !== 'access') throw new Refused('invalid-token');
    assertConfirmed(live.token.claims.cnf, certificate);
    const scope = String(live.token.claims.scope).split(' ');
    if (!scope.includes('openid')) throw new Refused('insufficient-scope', { scope: 'openid' });
    const { terms } = live.grant;
    return {
      sub: terms.sub ?? terms.clientId,
      ...intentClaim(terms.intentIds),
      ...(terms.acr !== undefined && { acr: terms.acr }),
      ...(terms.authTime !== undefined && { auth_time: terms.authTime }),
    };
  }

  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The same by POST (OIDC Core §5.3.1)' })
  @ApiConsumes('application/x-www-form-urlencoded')
  post(
    @Headers('authorization') authorization?: string,
    @ShownCertificate() certificate?: PresentedCertificate,
  ): Promise<Userinfo> {
    return this.get(authorization, certificate);
  }
}
