import type { IntentDecision } from '../authorization/authorization.events.js';
import type { IntentContent } from '../pages/intent-content.js';

type Fields = Readonly<Record<string, string | undefined>>;

/** What a person sent with the consent page, read against what they were to decide on. */
export interface ConsentForm {
  readonly decisions: readonly IntentDecision[];
  /** Indexes of intents without a choice. */
  readonly undecided: readonly number[];
  /** Whether an intent was amended since the page was made: the person has to see it again. */
  readonly outdated: boolean;
}

/** An intent that no longer waits counts as declined: there is nothing to approve. */
export const readConsentForm = (fields: Fields, intents: readonly IntentContent[]): ConsentForm => {
  const read = intents.map((intent, index) => {
    if (intent.status !== 'pending') return { decision: decisionOn(intent, 'declined'), outdated: false };
    const choice = CHOICES[fields[`intent-${index}`] ?? ''];
    const outdated = fields[`revision-${index}`] !== String(intent.revision);
    return { decision: choice && decisionOn(intent, choice), outdated };
  });
  return {
    decisions: read.map(({ decision }) => decision).filter((decision) => decision !== undefined),
    undecided: read.flatMap(({ decision }, index) => (decision === undefined ? [index] : [])),
    outdated: read.some(({ outdated }) => outdated),
  };
};

const CHOICES: Readonly<Record<string, IntentDecision['decision'] | undefined>> = {
  approve: 'approved',
  decline: 'declined',
};

const decisionOn = (intent: IntentContent, decision: IntentDecision['decision']): IntentDecision => ({
  intentId: intent.intentId,
  decision,
  revision: intent.revision,
});
