import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContexts } from '#service';
import { Sessions } from '../session/sessions.js';
import { Cookies } from './cookies.js';
import { anonymous } from './visits.js';

/** Ends the session of a browser, in the log and in its cookie. */
@Injectable()
export class SignOuts {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly contexts: RequestContexts,
  ) {}

  secretOf(request: FastifyRequest): string | undefined {
    return this.cookies.session(request);
  }

  async end(secret: string | undefined, reply: FastifyReply): Promise<void> {
    await this.sessions.end(secret, 'signed-out', this.contexts.create(anonymous));
    this.cookies.clearSession(reply);
  }
}
