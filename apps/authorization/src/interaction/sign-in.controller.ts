import { Controller, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { signInFields, SignInForms, signInProblem } from './sign-in-forms.js';
import { type Fields, InteractionForms } from './interaction-forms.js';
import { InteractionPages, pathOf } from './interaction-pages.js';
import { Interactions } from './interactions.js';
import type { NextStep } from './next-step.js';
import { seeOther, send } from './send.js';
import type { Visit } from './visits.js';

/** Where the sign-in form goes. */
@ApiExcludeController()
@Controller('authorize/:authorizationId/sign-in')
@UseFilters(pageErrors(authorizationRefusals))
export class SignInController {
  constructor(
    private readonly forms: InteractionForms,
    private readonly signIns: SignInForms,
    private readonly interactions: Interactions,
    private readonly pages: InteractionPages,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  async signIn(
    @Param('authorizationId') authorizationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | undefined> {
    const { visit, fields } = await this.forms.open(request, authorizationId);
    const next = this.interactions.next(visit);
    if (next.step !== 'sign-in') return seeOther(reply, pathOf(visit)); // signed in meanwhile, or over
    if (fields['action'] === 'cancel') {
      const failure = { error: 'access_denied', reason: 'cancelled-by-person' };
      return send(reply, await this.interactions.fail(visit, failure));
    }
    return this.attempt(visit, next, { fields, reply, address: request.ip });
  }

  private async attempt(
    visit: Visit,
    step: Extract<NextStep, { step: 'sign-in' }>,
    { fields, reply, address }: { fields: Fields; reply: FastifyReply; address: string },
  ): Promise<Page | undefined> {
    const entered = signInFields(fields);
    try {
      const { factors } = step;
      await this.signIns.submit(visit, entered, { factors, address, reply });
      return seeOther(reply, pathOf(visit));
    } catch (error) {
      const problem = signInProblem(error);
      if (problem.retryAfter !== undefined) reply.header('retry-after', problem.retryAfter);
      return this.pages.signIn(visit, step, { username: entered.username, problem });
    }
  }
}
