import type { Generator } from './load/generator.js';
import type { ScenarioName } from './load/job.js';
import type { OurSubject } from './ours/subject.js';
import { growLogs } from './ours/grow-logs.js';
import { compare, type Effort, type Figures } from './rounds.js';

/** Events that each log has before the measurement. */
export const sizes = [10_000, 1_000_000] as const;

/** What one operation costs beside few and beside many earlier events. */
export interface Flatness {
  readonly scenario: ScenarioName;
  readonly few: Figures;
  readonly many: Figures;
}

/** What is measured, and how; `told` hears how far it has come. */
export interface FlatnessPlan {
  readonly effort: Effort;
  readonly events?: readonly [number, number];
  readonly told?: (line: string) => void;
}

/** Measures tokens and staging on two platforms in turn, one with a short history and one with a long one. */
export const flatness = async (
  generator: Generator,
  [few, many]: readonly [OurSubject, OurSubject],
  { effort, events = sizes, told = () => undefined }: FlatnessPlan,
): Promise<readonly Flatness[]> => {
  for (const [index, subject] of [few, many].entries()) {
    told(`growing two logs by ${events[index]} events each …`);
    await growLogs(subject, events[index]!);
  }
  const found: Flatness[] = [];
  for (const scenario of ['token', 'intents'] as const) {
    told(`measuring ${scenario} beside both …`);
    const [small, large] = await compare(generator, [few.target, many.target], scenario, effort);
    found.push({ scenario, few: small!, many: large! });
  }
  return found;
};
