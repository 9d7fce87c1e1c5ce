import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { IntentStatus } from '#contracts';
import { type Context, Refused } from '#event-sourcing';
import { DecideIntent } from './decide-intent.js';
import { statusAt } from './intent.decider.js';
import type { Consent } from './intent.js';

/** What a person decided in one authorization, on one or several intents. */
export interface Decisions {
  readonly consent: Consent;
  readonly decisions: readonly {
    readonly intentId: string;
    readonly decision: 'approved' | 'declined';
    readonly revision?: number;
  }[];
}

/** What became of one intent; `reason` says why the decision did not count. */
export interface Decided {
  readonly intentId: string;
  readonly status: IntentStatus | 'unknown';
  readonly reason?: string;
}

/** What can be said against a decision. Any other refusal, such as of a database that is away, leaves the matter open. */
const objections: readonly string[] = ['unknown-intent', 'intent-not-pending', 'intent-changed'];

/** Takes decisions from authorization: any number of times, with the same answer. */
@Injectable()
export class IntentDecisions {
  constructor(private readonly commands: CommandBus) {}

  /** Throws what left a decision open: it has to be told again. */
  async take({ consent, decisions }: Decisions, context: Context): Promise<readonly Decided[]> {
    const answers: Decided[] = [];
    for (const { intentId, decision, revision } of decisions) {
      const details = { consent, ...(revision !== undefined && { revision }) };
      answers.push(await this.decide(new DecideIntent(context, intentId, decision, details)));
    }
    return answers;
  }

  private async decide(command: DecideIntent): Promise<Decided> {
    const { intentId, context } = command;
    try {
      const { state } = await this.commands.execute(command);
      return { intentId, status: state.status === 'unstaged' ? 'unknown' : statusAt(state, context.at) };
    } catch (error) {
      if (!(error instanceof Refused && objections.includes(error.reason))) throw error;
      const { status } = error.detail as { readonly status?: IntentStatus };
      return { intentId, status: status ?? 'unknown', reason: error.reason };
    }
  }
}
