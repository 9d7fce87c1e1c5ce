import type { MefProblem } from '#contracts';
import type { IntentLimits } from './intent.commands.js';
import type { IntentContent } from './intent.js';

interface Asked {
  readonly content: IntentContent;
  readonly actsFor: readonly string[];
  readonly limits: IntentLimits;
  /** Time of the command. */
  readonly at: string;
}

/** What content must keep to beyond its form; each gives the problem it finds. */
const policies: readonly ((asked: Asked) => MefProblem | undefined)[] = [
  function livesLongEnough({ content, limits, at }) {
    return secondsBetween(at, content.expiresAt) < limits.minimumLife
      ? invalid('/expiresAt', 'The intent would expire too soon')
      : undefined;
  },
  function livesNotTooLong({ content, limits, at }) {
    return secondsBetween(at, content.expiresAt) > limits.maximumLife
      ? invalid('/expiresAt', 'The intent would live too long')
      : undefined;
  },
  function recurringUseEnds({ content, limits, at }) {
    if (content.until === undefined) return undefined;
    if (content.until < content.expiresAt)
      return invalid('/until', 'The use would end before the intent expires');
    return secondsBetween(at, content.until) > limits.maximumRecurringLife
      ? invalid('/until', 'The use would last too long')
      : undefined;
  },
  // MEF 128 §6.3, Model 2: a third party asks only for those it is known to act for.
  function actsForTheEntity({ content, actsFor }) {
    return content.onBehalfOf !== undefined && !actsFor.includes(content.onBehalfOf)
      ? invalid('/onBehalfOf', 'The software does not act for this entity')
      : undefined;
  },
];

/** All that speaks against staging this content now. */
export const contentProblems = (asked: Asked): readonly MefProblem[] =>
  policies.map((policy) => policy(asked)).filter((problem) => problem !== undefined);

const secondsBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

const invalid = (propertyPath: string, reason: string): MefProblem => ({
  code: 'invalidValue',
  propertyPath,
  reason,
});
