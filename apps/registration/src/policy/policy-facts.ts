import type { IdResolution, PresentedEntity } from '../client/client.events.js';

/** What a rule is held against. */
export interface PolicyFacts {
  readonly profile: string;
  readonly statementIssuer: string;
  /** LEI of the organisation in the statement. */
  readonly lei: string;
  /** The Legal Entity that presents itself with this request, and what it discloses of itself. */
  readonly presented?: {
    readonly entity: PresentedEntity;
    readonly claims: Readonly<Record<string, unknown>>;
    /** Where the ids of the credentials lead (R9). */
    readonly resolutions: readonly IdResolution[];
  };
  /** The one that presented itself before, where this request brings nothing newer. */
  readonly kept?: PresentedEntity;
}

export type Outcome = 'met' | 'kept';

/** Holds facts against one rule: says how it is met, or throws `Refused`. */
export type Rule<R> = (rule: R, facts: PolicyFacts) => Outcome;
