import { Body, Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '#event-sourcing';
import { CoreSettings, type Page, pageErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { requestErrorPage } from '../pages/notice.pages.js';
import type { Endpoint } from '../request/attempt.js';
import { AuthorizationRequests } from '../request/authorization-requests.js';
import { received } from '../request/received.js';
import { RequestRefused } from '../request/refuse.js';
import { Cookies } from './cookies.js';
import { seeOther, send } from './send.js';

type Raw = Readonly<Record<string, unknown>>;

/** The authorization endpoint (OIDC Core §3.3.2). */
@ApiTags('authorization')
@Controller('authorize')
@UseFilters(pageErrors(authorizationRefusals))
export class AuthorizeController {
  constructor(
    private readonly requests: AuthorizationRequests,
    private readonly cookies: Cookies,
    private readonly core: CoreSettings,
    private readonly clock: Clock,
  ) {}

  @Get()
  @HttpCode(303)
  @ApiOperation({ summary: 'Asks for authorization with a signed request object in the query' })
  @ApiResponse({
    status: 303,
    description: 'To the sign-in and consent pages, or back to the client with an error',
  })
  @ApiResponse({ status: 400, description: 'A page: client or redirect URI are not proven' })
  get(
    @Query() query: Raw,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | undefined> {
    return this.begin('GET /authorize', query, { request, reply });
  }

  @Post()
  @HttpCode(303)
  @ApiConsumes('application/x-www-form-urlencoded')
  @ApiOperation({ summary: 'Asks for authorization with a signed request object in a form' })
  post(
    @Body() body: Raw | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | undefined> {
    return this.begin('POST /authorize', body ?? {}, { request, reply });
  }

  private async begin(
    endpoint: Endpoint,
    raw: Raw,
    { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  ): Promise<Page | undefined> {
    const strayQuery = request.method === 'POST' && Object.keys(request.query as object).length > 0;
    const facts = { at: this.clock.now(), issuer: this.core.issuer, strayQuery };
    const holds = (id: string) => this.cookies.interaction(request, id) !== undefined;
    try {
      const outcome = await this.requests.receive(received(endpoint, raw, facts), holds);
      if (outcome.kind !== 'interaction') return send(reply, outcome);
      const { authorizationId, secret } = outcome;
      if (secret !== undefined) this.cookies.setInteraction({ request, reply }, authorizationId, secret);
      return seeOther(reply, `/authorize/${authorizationId}`);
    } catch (error) {
      if (error instanceof RequestRefused) return requestErrorPage(error.error, error.description);
      throw error;
    }
  }
}
