import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { AmendIntent } from './amend-intent.js';
import { DecideIntent } from './decide-intent.js';
import { ExpireIntent } from './expire-intent.js';
import type { IntentCommand } from './intent.commands.js';
import { RecordConsumption } from './record-consumption.js';
import { StageIntent } from './stage-intent.js';
import { TakeBackIntent } from './take-back-intent.js';
import { intentDecider } from './intent.decider.js';
import { at, client, consent, content, limits, staged } from './intent.fixture.js';
import type { Intent } from './intent.js';

type Step = (context: IntentCommand['context']) => IntentCommand;
const id = staged.intentId;
const details = { clientId: 'buyer-1', actsFor: [], content, limits };

const steps: readonly Step[] = [
  (context) => new StageIntent(context, id, details),
  (context) => new AmendIntent(context, id, details),
  (context) => new DecideIntent(context, id, 'approved', { consent }),
  (context) =>
    new DecideIntent(context, id, 'declined', { consent: { ...consent, authorizationId: 'other' } }),
  (context) => new TakeBackIntent(context, id, 'reason'),
  (context) => new ExpireIntent(context, id),
  (context) => new RecordConsumption(context, id, 'quote-1'),
];

const allowed: Readonly<Record<string, readonly string[]>> = {
  unstaged: ['pending'],
  pending: ['pending', 'authorized', 'rejected', 'expired', 'withdrawn'],
  authorized: ['consumed', 'revoked', 'expired'],
  revoked: ['revoked'],
  expired: ['expired'],
};

/** Runs a command; a refusal leaves the state as it is, any other error fails the property. */
const run = (state: Intent, command: IntentCommand): Intent[] => {
  try {
    const states = [state];
    for (const event of intentDecider.decide(command, state))
      states.push(intentDecider.evolve(states.at(-1)!, event));
    return states;
  } catch (error) {
    if (error instanceof Refused) return [state];
    throw error;
  }
};

const history = fc.array(
  fc.record({
    step: fc.constantFrom(...steps),
    minute: fc.integer({ min: 0, max: 59 }),
    hour: fc.constantFrom('09', '11', '12'),
  }),
  { maxLength: 25 },
);
interface Asked {
  readonly step: Step;
  readonly minute: number;
  readonly hour: string;
}
const commandOf = ({ step, minute, hour }: Asked): IntentCommand =>
  step({
    commandId: 'c',
    at: at(`${hour}:${String(minute).padStart(2, '0')}`),
    actor: client,
    correlationId: 'c',
  });

/** All states on the way, the initial one first. */
const statesOf = (asked: readonly Asked[]): Intent[] =>
  asked.reduce<Intent[]>(
    (before, one) => [...before, ...run(before.at(-1)!, commandOf(one)).slice(1)],
    [intentDecider.initial],
  );

const counterexample = (predicate: (asked: readonly Asked[]) => boolean): unknown =>
  fc.check(fc.property(history, predicate), { numRuns: 500 }).counterexample;

describe('whatever is sent in whatever order', () => {
  it('an intent moves only as its lifecycle says', () => {
    const found = counterexample((asked) => {
      const statuses = statesOf(asked).map(({ status }) => status);
      return statuses.slice(1).every((status, index) => allowed[statuses[index]!]?.includes(status));
    });
    expect(found).toBeNull();
  });

  it('a command handled twice changes nothing the second time', () => {
    const found = counterexample((asked) => {
      const state = statesOf(asked).at(-1)!;
      return asked.every((one) => {
        const command = commandOf(one);
        const after = run(state, command).at(-1)!;
        return command.type === 'AmendIntent' || run(after, command).length === 1;
      });
    });
    expect(found).toBeNull();
  });
});
