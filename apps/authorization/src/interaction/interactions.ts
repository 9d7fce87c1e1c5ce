import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { PublicClient } from '#contracts';
import { type Outcome, Refused } from '#event-sourcing';
import { Subjects } from '../account/subjects.js';
import { AuthenticatePerson } from '../authorization/authenticate-person.js';
import type { AuthorizationEvent, IntentDecision } from '../authorization/authorization.events.js';
import type { AuthorizationState } from '../authorization/authorization.state.js';
import { DecideConsent } from '../authorization/decide-consent.js';
import { FailAuthorization } from '../authorization/fail-authorization.js';
import { Answers } from '../response/answers.js';
import { Clients } from '../response/clients.js';
import type { AuthorizationResponse } from '../response/authorization-response.js';
import type { LiveSession } from '../session/session.decider.js';
import { reportedAcr } from '../sign-in/authentication-context.js';
import { type NextStep, nextStep } from './next-step.js';
import type { Visit } from './visits.js';

type Failure = { readonly error: string; readonly reason: string };
type Changed = Outcome<AuthorizationEvent, AuthorizationState>;

/** Leads a visit from sign-in to the answer. */
@Injectable()
export class Interactions {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: Answers,
    private readonly clients: Clients,
    private readonly subjects: Subjects,
  ) {}

  next({ state, session, account, context }: Visit): NextStep {
    const hasSecondFactor = account?.status === 'open' && account.credentials.totpSecret !== undefined;
    return nextStep(state, { session, hasSecondFactor, at: context.at });
  }

  /** The software that asks, as it was registered. Throws `Refused('client-gone' | 'client-suspended')`. */
  client({ state }: Visit): Promise<PublicClient> {
    return this.clients.active(state.clientId);
  }

  /** The signed-in person takes up the request: what they decide counts from here on. */
  async takeUp(
    { authorizationId, state, context }: Visit,
    session: LiveSession,
    client: PublicClient,
  ): Promise<void> {
    const { accountId, amr, authTime } = session;
    const sub = this.subjects.of(accountId, client.organisation.id);
    const acr = reportedAcr(session.acr, state.authentication.acrValues);
    const person = { accountId, sub, acr, amr, authTime };
    const actor = { kind: 'person', id: sub } as const;
    await this.commands.execute(new AuthenticatePerson(authorizationId, person, { ...context, actor }));
  }

  async decide(visit: Visit, decisions: readonly IntentDecision[]): Promise<AuthorizationResponse> {
    const { authorizationId, session, context } = visit;
    if (!session) throw new Refused('person-not-authenticated');
    await this.client(visit); // a decision for a client that may not have it would use up its intents
    const command = new DecideConsent(authorizationId, session.accountId, decisions, context);
    const { state } = await this.commands.execute<DecideConsent, Changed>(command);
    return this.answers.answer(state, context);
  }

  /** Gives the answer to a decision that was made before, such as one that a crash came after. */
  async resume(visit: Visit): Promise<AuthorizationResponse> {
    const { state, context } = visit;
    if (state.status === 'granted' || state.status === 'issued') await this.client(visit);
    return this.answers.answer(state, context);
  }

  /** Ends the request; its intents stay pending (MEF 128 §6.3: the ticket may be presented again). */
  async fail(
    { authorizationId, context }: Visit,
    { error, reason }: Failure,
  ): Promise<AuthorizationResponse> {
    const command = new FailAuthorization(authorizationId, error, reason, context);
    const { state } = await this.commands.execute<FailAuthorization, Changed>(command);
    return this.answers.answer(state, context);
  }
}
