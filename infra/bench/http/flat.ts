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

/** Measures tokens and staging on two platforms in turn, one with a short history and one with a long one. */
export const flatness = async (
  generator: Generator,
  [few, many]: readonly [OurSubject, OurSubject],
  { effort, events = sizes }: { readonly effort: Effort; readonly events?: readonly [number, number] },
): Promise<readonly Flatness[]> => {
  await growLogs(few, events[0]);
  await growLogs(many, events[1]);
  const found: Flatness[] = [];
  for (const scenario of ['token', 'intents'] as const) {
    const [small, large] = await compare(generator, [few.target, many.target], scenario, effort);
    found.push({ scenario, few: small!, many: large! });
  }
  return found;
};
