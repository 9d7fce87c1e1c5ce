import { Controller, Get, HttpCode, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { type Page, pageErrors } from '#service';
import { authorizationRefusals } from '../authorization.refusals.js';
import { finishedPage } from '../pages/notice.pages.js';
import { InteractionPages } from './interaction-pages.js';
import { Interactions } from './interactions.js';
import { send } from './send.js';
import { type Visit, Visits } from './visits.js';

/** The one address of an interaction: shows whatever comes next, so that going back or reloading is always right. */
@ApiExcludeController()
@Controller('authorize/:authorizationId')
@UseFilters(pageErrors(authorizationRefusals))
export class InteractionController {
  constructor(
    private readonly visits: Visits,
    private readonly interactions: Interactions,
    private readonly pages: InteractionPages,
  ) {}

  @Get()
  @HttpCode(200)
  async show(
    @Param('authorizationId') authorizationId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | undefined> {
    const visit = await this.visits.open(request, authorizationId);
    const next = this.interactions.next(visit);
    switch (next.step) {
      case 'unknown':
        throw new Refused('authorization-unknown');
      case 'expired':
        return send(
          reply,
          await this.interactions.fail(visit, { error: 'access_denied', reason: 'interaction-expired' }),
        );
      case 'refuse':
        return send(
          reply,
          await this.interactions.fail(visit, { error: next.error, reason: 'page-not-allowed' }),
        );
      case 'sign-in':
        return this.pages.signIn(visit, next);
      case 'consent':
        return this.consent(visit);
      case 'answer':
        return this.pages.resume(visit);
      case 'finished':
        return finishedPage();
    }
  }

  private async consent(visit: Visit): Promise<Page> {
    if (!visit.session) throw new Refused('person-not-authenticated');
    await this.interactions.takeUp(visit, visit.session, await this.interactions.client(visit));
    return this.pages.consent(visit, await this.pages.intents(visit));
  }
}
