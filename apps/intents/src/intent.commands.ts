import type { Context } from '#event-sourcing';
import type { Consent, IntentContent } from './intent.js';

/** What a deployment allows an intent to be; lives in seconds. */
export interface IntentLimits {
  readonly minimumLife: number;
  readonly maximumLife: number;
  readonly maximumRecurringLife: number;
}

/** Puts an intent before the Seller: the first step of every consent. */
export class StageIntent {
  readonly type = 'StageIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly details: {
      readonly clientId: string;
      /** LEIs of the entities that the client's software acts for. */
      readonly actsFor: readonly string[];
      readonly content: IntentContent;
      readonly limits: IntentLimits;
    },
  ) {}
}

/** Changes what a pending intent asks for. */
export class AmendIntent {
  readonly type = 'AmendIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly details: {
      readonly actsFor: readonly string[];
      readonly content: IntentContent;
      readonly limits: IntentLimits;
    },
  ) {}
}

/** Records what a person decided; `revision` is what that person was shown. */
export class DecideIntent {
  readonly type = 'DecideIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly decision: 'approved' | 'declined',
    readonly details: { readonly consent: Consent; readonly revision?: number },
  ) {}
}

/** Takes an intent back: withdraws it while pending, revokes it once authorized. */
export class TakeBackIntent {
  readonly type = 'TakeBackIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    readonly reason: string,
    readonly note?: string,
  ) {}
}

/** Ends an intent whose time has come; anything else is left alone. */
export class ExpireIntent {
  readonly type = 'ExpireIntent';
  constructor(
    readonly context: Context,
    readonly intentId: string,
  ) {}
}

/** Takes note that a resource server has used a single-use intent. */
export class RecordConsumption {
  readonly type = 'RecordConsumption';
  constructor(
    readonly context: Context,
    readonly intentId: string,
    /** Stream id of what came of it. */
    readonly resource: string,
  ) {}
}

export type IntentCommand =
  StageIntent | AmendIntent | DecideIntent | TakeBackIntent | ExpireIntent | RecordConsumption;
