import type { PresentationRequest } from '#crypto';
import type { LegalEntityWorld } from '../legal-entity-world.js';
import type { RunningRegistration } from '../running-registration.js';

/** What a hostile presentation is made from. */
export interface Stage {
  readonly registration: RunningRegistration;
  readonly world: LegalEntityWorld;
  /** An honest request of ours, with a nonce of now. */
  readonly asked: PresentationRequest;
  /** A presentation that was accepted. */
  readonly used: string;
}

/**
 * What is sent as `legal_entity_presentation`, and the one reason for which it must be refused; behind a colon the cause
 * that is for developers alone.
 */
export interface Row {
  readonly title: string;
  readonly presentation: (stage: Stage) => unknown;
  readonly reason: string;
}

export const row = (title: string, reason: string, presentation: Row['presentation']): Row => ({
  title,
  presentation,
  reason,
});
