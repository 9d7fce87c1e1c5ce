import type { FindDecryptionKey } from '../jwe/jwe.js';
import { assertClaims } from '../jwt/claim-checks.js';
import { trust } from '../untrusted.js';
import { afterMessage, assertDomain, assertSecrets, type Conversation, placeOf } from './conversation.js';
import type { Message, MessageClaims } from './message.js';
import { decryptSecrets } from './sealed-secrets.js';
import type { Secrets } from './secrets.js';

/** Seconds after which a message that was never heard is too old to begin with. */
export const MESSAGE_MAX_AGE = 300;

/** The HTTP message that a message vouches for, as the receiver sees it itself. */
export type Carrier =
  | { readonly method: string; readonly target: string; readonly payloadHash?: string }
  | { readonly status: number; readonly payloadHash?: string };

/** What the receiver of a message knows. */
export interface Hearing {
  readonly conversation: Conversation;
  readonly carrier: Carrier;
  /** Hosts of the sender's Trust Domain. */
  readonly domains: readonly string[];
  /** Intent that the request is about, where the first message is to name it. */
  readonly intentId?: string;
  readonly decryptionKey: FindDecryptionKey;
  readonly now: Date;
}

/** The next message, with its secrets and the conversation after it; or one that was heard before. */
export type Heard =
  | { readonly place: 'repeat' }
  | { readonly place: 'next'; readonly secrets: Secrets; readonly conversation: Conversation };

/**
 * Judges a message that was opened. What was heard before is a repeat, whatever its age; anything else must be the next
 * message, for this very request or answer, from the sender's own domain, with the secrets that are expected.
 * Throws `Untrusted` with the reasons of `placeOf`, `assertDomain`, `decryptSecrets`, `assertSecrets`, `too-old`,
 * `not-yet-valid`, `wrong-request`, `wrong-answer`, `wrong-payload`, `wrong-intent`.
 */
export const hearMessage = async (message: Message, hearing: Hearing): Promise<Heard> => {
  const { conversation, carrier, domains, decryptionKey, now } = hearing;
  const place = placeOf(conversation, message);
  assertCarrier(message.claims, carrier);
  if (place === 'repeat') return { place };
  assertClaims({ iat: message.claims.iat }, { now, maxAge: MESSAGE_MAX_AGE });
  assertDomain(conversation, message, domains);
  if (message.claims.sequence === 1)
    trust(message.claims.meflso_intent_id === hearing.intentId, 'wrong-intent');
  const secrets = await decryptSecrets(message.claims.secrets, decryptionKey);
  assertSecrets(conversation, message, secrets);
  return { place, secrets, conversation: afterMessage(conversation, message) };
};

// A message that vouches for one request or body must not be taken for another (draft W128 D16, D17).
const assertCarrier = (claims: MessageClaims, carrier: Carrier): void => {
  if ('status' in carrier) trust(claims.status === carrier.status, 'wrong-answer');
  else trust(claims.method === carrier.method && claims.target === carrier.target, 'wrong-request');
  trust(claims.payload_hash === carrier.payloadHash, 'wrong-payload');
};
