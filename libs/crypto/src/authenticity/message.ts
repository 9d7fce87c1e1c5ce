import { sha256Base64url } from '../hash.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import type { Claims } from '../jwt/jwt.js';
import { trust } from '../untrusted.js';
import { claimShapes, type Shape } from './message-shapes.js';

/** Longest message that is looked at, characters: it travels in one header field. */
export const MESSAGE_MAX_CHARACTERS = 8_192;

/**
 * What one message of a conversation says, by the names it has in JSON (draft W128 §9, Table 8, gives none). Schema:
 * `libs/crypto/authenticity/message.schema.json`.
 */
export interface MessageClaims {
  /** Who sends, and who it is for: `client_id` of the Buyer, issuer identifier of the Seller. */
  readonly iss: string;
  readonly aud: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  /** Chosen by the initiator, for one conversation alone; 22 to 100 characters of base64url. */
  readonly conversation: string;
  /** 1, 2, 3 …: odd ones are the initiator's requests, even ones the responder's answers. */
  readonly sequence: number;
  /** SHA-256 of the message before, base64url; the first has none. */
  readonly previous_message?: string;
  /** Domain identifier of the sender: a host of its Trust Domain. */
  readonly domain: string;
  /** Domain and endpoint identifier that hold from the sender's next message on; both or none (Table 8). */
  readonly next_domain?: string;
  readonly next_endpoint?: string;
  /** Of a request: HTTP method and the whole target URI, query included. */
  readonly method?: string;
  readonly target?: string;
  /** Of an answer: HTTP status. */
  readonly status?: number;
  /** SHA-256 of the RFC 8785 form of the body, base64url; there is none without a body. */
  readonly payload_hash?: string;
  /** Of the first message: the intent that the conversation is about. */
  readonly meflso_intent_id?: string;
  /** Commits to the new shared secret (`commitmentOf`). */
  readonly new_secret_hash: string;
  /** Shows that the sender has the secret that the message before brought (`proofOf`). */
  readonly previous_secret_proof: string;
  /** The secret that the message before proved, now that it is of no use any more: third parties check the proof by it. */
  readonly spent_secret?: string;
  /** JWE for the receiver: `{"previous_secret", "new_secret"}`, the two secrets of Table 8. */
  readonly secrets: string;
  /** Public key that the answer's secrets are to be encrypted to; without it, one that the sender publishes. */
  readonly reply_jwk?: PublicJwk;
}

/** A message that was read; whether it may be believed is another matter. */
export interface Message {
  /** Compact JWS. */
  readonly jws: string;
  /** SHA-256 of `jws`, base64url: what the next message calls `previous_message`. */
  readonly hash: string;
  readonly kid: string;
  readonly claims: MessageClaims;
}

export const hashOfMessage = (jws: string): string => sha256Base64url(jws);

/** Claims of the right shape, and no others. Throws `Untrusted('malformed-message')`. */
export const messageClaims = (claims: Claims): MessageClaims => {
  assertShape(claims, claimShapes);
  const read = claims as unknown as MessageClaims;
  const first = read.sequence === 1;
  const request = read.sequence % 2 === 1;
  const rules = [
    first === (read.previous_message === undefined),
    first === (read.spent_secret === undefined),
    first || read.meflso_intent_id === undefined,
    request === (read.method !== undefined) && request === (read.target !== undefined),
    request === (read.status === undefined),
    (read.next_domain === undefined) === (read.next_endpoint === undefined),
  ];
  trust(
    rules.every((rule) => rule),
    'malformed-message',
  );
  return read;
};

/** Holds claims against their shapes. Throws `Untrusted('malformed-message')`. */
export const assertShape = (claims: Claims, shapes: Readonly<Record<string, Shape>>): void => {
  for (const name of Object.keys(claims)) trust(Object.hasOwn(shapes, name), 'malformed-message');
  for (const [name, { optional, fits }] of Object.entries(shapes)) {
    const present = Object.hasOwn(claims, name);
    trust(present ? fits(claims[name]) : optional, 'malformed-message');
  }
};
