import type { KindContract } from './contract.js';
import { closed, reason, text, time, whole } from './schema-parts.js';

/** A quote of the sample LSO API (owner: quotes). */
export interface PublicQuote {
  readonly quoteId: string;
  readonly state: string;
  readonly clientId: string;
  readonly intentId: string;
  readonly externalId?: string;
  readonly changedAt: string;
}

/** A message of a conversation, as a compact JWS, with the key that it verifies by. */
const message = closed({
  conversation: text,
  sequence: whole,
  message: { type: 'string', maxLength: 8192 },
  messageHash: text,
  kid: text,
  jwk: { type: 'object' },
});

export const quoteContract = {
  owner: 'quotes',
  version: 1,
  view: closed(
    { quoteId: text, state: text, clientId: text, intentId: text, externalId: text, changedAt: time },
    ['externalId'],
  ),
  events: {
    QuoteCreated: null,
    // Which consent was used, by which access and resource token.
    IntentConsumed: closed(
      {
        intentId: text,
        operation: text,
        grantId: text,
        accessTokenJti: text,
        resourceTokenJti: text,
        payloadHash: text,
      },
      ['operation', 'grantId', 'accessTokenJti', 'resourceTokenJti', 'payloadHash'],
    ),
    QuoteStateChanged: closed({ from: text, to: text, reason: text }, ['from', 'to', 'reason']),
    // Draft W128 §9: what was said, whole and signed, so that anyone can be shown it; it holds hashes of bodies and no secret.
    MessageAccepted: message,
    MessageSent: message,
    MessageRefused: closed({ conversation: text, messageHash: text, reason, sequence: whole }, ['sequence']),
  },
} satisfies KindContract;
