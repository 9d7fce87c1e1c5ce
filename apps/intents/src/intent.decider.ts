import { type Decider, Refused } from '#event-sourcing';
import type { AmendIntent } from './amend-intent.js';
import type { DecideIntent } from './decide-intent.js';
import type { IntentCommand } from './intent.commands.js';
import { evolve } from './intent.evolve.js';
import type { Intent, IntentEvent, StagedIntent } from './intent.js';
import { contentProblems } from './intent.policies.js';
import type { RecordConsumption } from './record-consumption.js';
import type { StageIntent } from './stage-intent.js';
import type { TakeBackIntent } from './take-back-intent.js';

/** An intent: pending → authorized → consumed | revoked | expired; pending → rejected | expired | withdrawn. */
export const intentDecider: Decider<IntentCommand, IntentEvent, Intent> = {
  kind: 'intent',
  initial: { status: 'unstaged' },
  decide(command, intent) {
    if (command.type === 'StageIntent') return stage(command, intent);
    if (intent.status === 'unstaged') throw new Refused('unknown-intent');
    switch (command.type) {
      case 'AmendIntent':
        return amend(command, intent);
      case 'DecideIntent':
        return command.decision === 'approved' ? authorize(command, intent) : reject(command, intent);
      case 'TakeBackIntent':
        return takeBack(command, intent);
      case 'ExpireIntent':
        return isDue(intent, command.context.at) ? [{ type: 'IntentExpired', ...happened(command) }] : [];
      case 'RecordConsumption':
        return recordConsumption(command, intent);
    }
  },
  evolve,
};

/** The status as of a time: what has run out is expired, whether or not the timer has said so yet. */
export const statusAt = (intent: StagedIntent, at: string): StagedIntent['status'] =>
  isDue(intent, at) ? 'expired' : intent.status;

const isDue = (intent: StagedIntent, at: string): boolean =>
  (intent.status === 'pending' || intent.status === 'authorized') && at >= intent.expiresAt;

const stage = (command: StageIntent, intent: Intent): IntentEvent[] => {
  if (intent.status !== 'unstaged') throw new Refused('intent-already-staged');
  const { clientId, content } = command.details;
  mustBeAllowed(command);
  return [{ type: 'IntentStaged', intentId: command.intentId, clientId, ...content, ...happened(command) }];
};

const amend = (command: AmendIntent, intent: StagedIntent): IntentEvent[] => {
  mustBePending(intent, command.context.at);
  const { content } = command.details;
  if (content.kind !== intent.kind) throw new Refused('kind-cannot-change');
  mustBeAllowed(command);
  return [{ type: 'IntentAmended', ...content, ...happened(command) }];
};

const authorize = (command: DecideIntent, intent: StagedIntent): IntentEvent[] => {
  const { consent } = command.details;
  const repeated = intent.consent?.authorizationId === consent.authorizationId;
  // Also once it is used up or taken back: the consent was given, and saying so again changes nothing.
  if (repeated && intent.status !== 'rejected') return [];
  mustBePending(intent, command.context.at);
  mustBeAsShown(command, intent);
  return [
    { type: 'IntentAuthorized', consent, expiresAt: intent.until ?? intent.expiresAt, ...happened(command) },
  ];
};

const reject = (command: DecideIntent, intent: StagedIntent): IntentEvent[] => {
  const { consent } = command.details;
  if (intent.status === 'rejected' && intent.consent?.authorizationId === consent.authorizationId) return [];
  mustBePending(intent, command.context.at);
  return [{ type: 'IntentRejected', consent, ...happened(command) }];
};

const takeBack = (command: TakeBackIntent, intent: StagedIntent): IntentEvent[] => {
  const { reason } = command;
  const { note } = command.details;
  const ended = { ...happened(command), reason, ...(note !== undefined && { note }) };
  const status = statusAt(intent, command.context.at);
  switch (status) {
    case 'pending':
      return [{ type: 'IntentWithdrawn', ...ended }];
    case 'authorized':
      return [{ type: 'IntentRevoked', ...ended }];
    case 'withdrawn':
    case 'revoked':
      return [];
    case 'consumed':
    case 'expired':
    case 'rejected':
      throw new Refused('intent-has-ended', { status });
  }
};

// The resource server was the arbiter of the use; what it did is recorded even if the intent ended meanwhile.
const recordConsumption = (command: RecordConsumption, intent: StagedIntent): IntentEvent[] => {
  if (intent.usage === 'recurring' || intent.consumedBy !== undefined) return [];
  if (intent.consent === undefined || intent.status === 'rejected')
    throw new Refused('intent-not-authorized');
  return [{ type: 'IntentConsumptionRecorded', resource: command.resource, ...happened(command) }];
};

const mustBeAllowed = (command: StageIntent | AmendIntent): void => {
  const problems = contentProblems({ ...command.details, at: command.context.at });
  if (problems.length > 0) throw new Refused('invalid-intent', { problems });
};

const mustBePending = (intent: StagedIntent, at: string): void => {
  const status = statusAt(intent, at);
  if (status !== 'pending') throw new Refused('intent-not-pending', { status });
};

// A person consents to what was on the page, not to what came in while it was read.
const mustBeAsShown = ({ details }: DecideIntent, intent: StagedIntent): void => {
  if (details.revision !== undefined && details.revision !== intent.revision)
    throw new Refused('intent-changed', { status: intent.status });
};

const happened = ({ context }: IntentCommand) => ({ at: context.at, by: context.actor });
