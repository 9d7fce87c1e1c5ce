import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { singleValued } from '#service';
import { FORM_TOKEN } from '../pages/hidden.js';
import { FormTokens } from './form-token.js';
import { type Visit, Visits } from './visits.js';

export type Fields = Readonly<Record<string, string | undefined>>;

/** A form that was sent from a page of this very interaction, in the browser that it is bound to. */
@Injectable()
export class InteractionForms {
  constructor(
    private readonly visits: Visits,
    private readonly tokens: FormTokens,
  ) {}

  /** Throws `Refused('authorization-unknown' | 'form-token-invalid' | 'repeated-parameter')`. */
  async open(request: FastifyRequest, authorizationId: string): Promise<{ visit: Visit; fields: Fields }> {
    const fields = singleValued(request.body);
    const visit = await this.visits.open(request, authorizationId);
    this.tokens.check(fields[FORM_TOKEN], visit.secret, authorizationId);
    return { visit, fields };
  }
}
