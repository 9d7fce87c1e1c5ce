import type { PublicClient } from '#contracts';
import type { Claim, Context } from '#event-sourcing';
import type { Authorization } from '#resource-server';
import type { VouchedRequest } from './authenticity/conversations.js';

/** A request, heard: its body is what the client said, however that was wrapped and signed. */
export interface Asked {
  readonly context: Context;
  readonly authorization: Authorization;
  readonly client: PublicClient;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly request: VouchedRequest;
  /** What may be used once of its signed body. */
  readonly claims: readonly Claim[];
}
