import { Controller, Get, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageErrors, singleValued } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { FORM_TOKEN } from '../pages/hidden.js';
import { signOutPage } from '../pages/notice.pages.js';
import { FormTokens } from './form-token.js';
import { InteractionForms } from './interaction-forms.js';
import { pathOf } from './interaction-pages.js';
import { seeOther } from './send.js';
import { SignOuts } from './sign-outs.js';

/** Ends a person's session: by itself, or to go on with a request as somebody else. */
@ApiExcludeController()
@Controller()
@UseFilters(pageErrors(authorizationRefusals))
export class SignOutController {
  constructor(
    private readonly forms: InteractionForms,
    private readonly tokens: FormTokens,
    private readonly signOuts: SignOuts,
  ) {}

  @Get('sign-out')
  ask(@Req() request: FastifyRequest): Page {
    const secret = this.signOuts.secretOf(request);
    return signOutPage(secret && this.tokens.issue(secret, 'sign-out'));
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page> {
    const secret = this.signOuts.secretOf(request);
    if (secret !== undefined) {
      this.tokens.check(singleValued(request.body)[FORM_TOKEN], secret, 'sign-out');
      await this.signOuts.end(secret, reply);
    }
    return signOutPage(undefined);
  }

  @Post('authorize/:authorizationId/switch')
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  async switchAccount(
    @Param('authorizationId') authorizationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<undefined> {
    const { visit } = await this.forms.open(request, authorizationId);
    await this.signOuts.end(visit.sessionSecret, reply);
    return seeOther(reply, pathOf(visit));
  }
}
