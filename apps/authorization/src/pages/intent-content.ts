import type { PublicIntent } from '#contracts';

/** An intent as its owner tells it in full, for the person who decides; personal data may have been erased. */
export interface IntentContent extends PublicIntent {
  /** One more with every amendment. */
  readonly revision: number;
  /** Why, in the client's words. */
  readonly purpose: unknown;
  /** RFC 3339: last moment of a recurring intent's use. */
  readonly until?: string;
  /** The request body as it will be sent. */
  readonly payload: unknown;
}
