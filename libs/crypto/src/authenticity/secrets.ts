import { createHmac } from 'node:crypto';
import { fromBase64url } from '../base64url.js';
import { canonicalJson } from '../canonical-json.js';
import { sha256Base64url } from '../hash.js';
import { opaqueId } from '../random.js';
import { trust } from '../untrusted.js';

/** The two secrets that a message brings to its receiver (draft W128 §9, Table 8), as JSON names them. */
export interface Secrets {
  readonly previous_secret: string;
  readonly new_secret: string;
}

/** A new shared secret: 32 random bytes as 43 characters of base64url. */
export const newSecret = (): string => opaqueId(32);

/**
 * What stands for the previous secret before there is any: made from a credential that the responder gave the initiator
 * (for a quote, the resource token of its intent). Knowing it gives nothing of the credential away.
 */
export const seedOf = (credential: string, conversation: string): string =>
  sha256Base64url(canonicalJson(['payload-authenticity/seed', conversation, credential]));

/** HMAC-SHA-256 under the secret: says which secret a message brings, and nothing about it. */
export const commitmentOf = (secret: string, conversation: string, sequence: number): string =>
  authenticate(secret, ['payload-authenticity/new-secret', conversation, sequence]);

/** HMAC-SHA-256 under the secret: only who has it can make this one for this place in this conversation. */
export const proofOf = (secret: string, { conversation, sequence, previous_message = '' }: Place): string =>
  authenticate(secret, ['payload-authenticity/previous-secret', conversation, sequence, previous_message]);

/** Where in which conversation a message stands. */
export interface Place {
  readonly conversation: string;
  readonly sequence: number;
  readonly previous_message?: string;
}

const authenticate = (secret: string, message: readonly (string | number)[]): string =>
  createHmac('sha256', bytesOf(secret)).update(canonicalJson(message)).digest('base64url');

const bytesOf = (secret: string): Buffer => {
  trust(/^[\w-]{43}$/.test(secret), 'malformed-secret');
  return fromBase64url(secret);
};
