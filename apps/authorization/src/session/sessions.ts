import { Inject, Injectable } from '@nestjs/common';
import { opaqueId, sha256Base64url } from '#crypto';
import { type Claim, type Context, EventStore } from '#event-sourcing';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import { sessions } from './session.aggregate.js';
import { isLive, type LiveSession, type SessionPolicy } from './session.decider.js';

/** The person that a session stands for, and how they proved it. */
export type Proof = Pick<LiveSession, 'accountId' | 'acr' | 'amr' | 'authTime'>;

/** Sessions by their cookie; the cookie's hash is all that is kept. */
@Injectable()
export class Sessions {
  private readonly policy: SessionPolicy;

  constructor(
    private readonly store: EventStore,
    @Inject(authorizationSettings.token) settings: AuthorizationSettings,
  ) {
    this.policy = {
      idleTimeout: settings.sessionIdleTimeout,
      absoluteTimeout: settings.sessionAbsoluteTimeout,
    };
  }

  /** Gives the new cookie. `claims` are what the proof used up. */
  async start(proof: Proof, context: Context, claims: readonly Claim[] = []): Promise<string> {
    const secret = opaqueId(32);
    const { accountId, acr, amr, authTime } = proof;
    const command = {
      type: 'StartSession',
      accountId,
      acr,
      amr,
      authTime,
      policy: this.policy,
      context,
    } as const;
    await this.store.execute(sessions, idOf(secret), command, { claims });
    return secret;
  }

  /** The live session of a cookie, its idle time-out put off; undefined when the person has to sign in again. */
  async visit(secret: string | undefined, context: Context): Promise<LiveSession | undefined> {
    if (secret === undefined) return undefined;
    const known = await this.store.load(sessions, idOf(secret));
    if (!known || !isLive(known.state, context.at)) return undefined;
    const command = { type: 'ContinueSession', policy: this.policy, context } as const;
    const { state } = await this.store.execute(sessions, idOf(secret), command);
    return isLive(state, context.at) ? state : undefined;
  }

  async end(secret: string | undefined, reason: 'signed-out' | 'replaced', context: Context): Promise<void> {
    if (secret === undefined || !(await this.store.load(sessions, idOf(secret)))) return;
    await this.store.execute(sessions, idOf(secret), { type: 'EndSession', reason, context });
  }
}

const idOf = (secret: string): string => sha256Base64url(secret);
