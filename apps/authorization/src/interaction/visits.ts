import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { constantTimeEqual, sha256Base64url } from '#crypto';
import { type Actor, type Context, EventStore, Refused } from '#event-sourcing';
import { RequestContexts } from '#service';
import { accounts } from '../account/account.aggregate.js';
import type { AccountState } from '../account/account.decider.js';
import { authorizations } from '../authorization/authorization.aggregate.js';
import type { OpenedAuthorization } from '../authorization/authorization.state.js';
import type { LiveSession } from '../session/session.decider.js';
import { Sessions } from '../session/sessions.js';
import { Cookies } from './cookies.js';

/** A browser at one interaction: the request it was begun with, and who is signed in. */
export interface Visit {
  readonly authorizationId: string;
  readonly state: OpenedAuthorization;
  /** Value of the interaction's cookie: what forms are bound to. */
  readonly secret: string;
  readonly session: LiveSession | undefined;
  readonly sessionSecret: string | undefined;
  readonly account: AccountState | undefined;
  readonly context: Context;
}

const AUTHORIZATION_ID = /^[A-Za-z0-9_-]{22}$/;

/** Recognises the browser of a request to an interaction's page. */
@Injectable()
export class Visits {
  constructor(
    private readonly store: EventStore,
    private readonly sessions: Sessions,
    private readonly cookies: Cookies,
    private readonly contexts: RequestContexts,
  ) {}

  /** Throws `Refused('authorization-unknown')`, also for an interaction that was begun in another browser. */
  async open(request: FastifyRequest, authorizationId: string): Promise<Visit> {
    const secret = this.cookies.interaction(request, authorizationId);
    const known = AUTHORIZATION_ID.test(authorizationId) && secret !== undefined;
    const state = known ? (await this.store.load(authorizations, authorizationId))?.state : undefined;
    if (!state || state.status === 'none' || secret === undefined) throw new Refused('authorization-unknown');
    const own = constantTimeEqual(sha256Base64url(secret), state.browserHash);
    if (!own) throw new Refused('authorization-unknown');
    const sessionSecret = this.cookies.session(request);
    const session = await this.sessions.visit(sessionSecret, this.contexts.create(anonymous));
    const account = session && (await this.store.load(accounts, session.accountId))?.state;
    const person = 'person' in state ? state.person : undefined;
    const context = this.contexts.create(person ? { kind: 'person', id: person.sub } : anonymous);
    return { authorizationId, state, secret, session, sessionSecret, account, context };
  }
}

/** Whoever has not signed in. */
export const anonymous: Actor = { kind: 'anonymous', id: 'browser' };
