import { Controller, HttpCode, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiConsumes, ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Page, pageErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { readConsentForm } from './consent-form.js';
import { type Fields, InteractionForms } from './interaction-forms.js';
import { InteractionPages, pathOf } from './interaction-pages.js';
import { Interactions } from './interactions.js';
import { seeOther, send } from './send.js';
import type { Visit } from './visits.js';

const OUTDATED = 'A request was changed while you were reading. Read it again, then decide.';
const UNDECIDED = 'Choose to approve or to decline each request.';

/** Where the consent form goes; sending it again gives the same answer while that is of use. */
@ApiExcludeController()
@Controller('authorize/:authorizationId/decision')
@UseFilters(pageErrors(authorizationRefusals))
export class DecisionController {
  constructor(
    private readonly forms: InteractionForms,
    private readonly interactions: Interactions,
    private readonly pages: InteractionPages,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiConsumes('application/x-www-form-urlencoded')
  async decide(
    @Param('authorizationId') authorizationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | undefined> {
    const { visit, fields } = await this.forms.open(request, authorizationId);
    const { step } = this.interactions.next(visit);
    if (step === 'answer') return send(reply, await this.interactions.resume(visit));
    const takenUp = visit.state.status === 'authenticated';
    if (step !== 'consent' || !takenUp) return seeOther(reply, pathOf(visit));
    if (fields['action'] === 'cancel') {
      const failure = { error: 'access_denied', reason: 'cancelled-by-person' };
      return send(reply, await this.interactions.fail(visit, failure));
    }
    return this.record(visit, fields, reply);
  }

  private async record(visit: Visit, fields: Fields, reply: FastifyReply): Promise<Page | undefined> {
    const intents = await this.pages.intents(visit);
    const { decisions, undecided, outdated } = readConsentForm(fields, intents);
    if (outdated) return this.pages.consent(visit, intents, { problem: { status: 409, message: OUTDATED } });
    if (undecided.length > 0) {
      return this.pages.consent(visit, intents, {
        choices: fields,
        problem: { status: 422, message: UNDECIDED },
      });
    }
    return send(reply, await this.interactions.decide(visit, decisions));
  }
}
