import type { Outcome } from '#event-sourcing';
import type { AmendIntent } from './amend-intent.js';
import type { DecideIntent } from './decide-intent.js';
import type { ExpireIntent } from './expire-intent.js';
import type { Intent, IntentEvent } from './intent.js';
import type { RecordConsumption } from './record-consumption.js';
import type { StageIntent } from './stage-intent.js';
import type { TakeBackIntent } from './take-back-intent.js';

/** All that can be asked of an intent. */
export type IntentCommand =
  StageIntent | AmendIntent | DecideIntent | TakeBackIntent | ExpireIntent | RecordConsumption;

export type IntentOutcome = Outcome<IntentEvent, Intent>;

/** What a deployment allows an intent to be; lives in seconds. */
export interface IntentLimits {
  readonly minimumLife: number;
  readonly maximumLife: number;
  readonly maximumRecurringLife: number;
}
