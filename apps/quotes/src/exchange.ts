import type { authenticity, PublicJwk } from '#crypto';

/** A message of a conversation, and how the conversation stands after it. */
interface SignedMessage {
  readonly conversation: string;
  readonly sequence: number;
  /** Compact JWS. */
  readonly message: string;
  /** SHA-256 of it, base64url. */
  readonly messageHash: string;
  /** The key that it verifies by, as its sender published it. */
  readonly kid: string;
  readonly jwk: PublicJwk;
  readonly after: authenticity.Conversation;
}

/** The Buyer's next message was heard, and what it asks for was done. */
export interface MessageAccepted extends SignedMessage {
  readonly type: 'MessageAccepted';
  readonly at: string;
}

/** The Seller's answer to it. */
export interface MessageSent extends SignedMessage {
  readonly type: 'MessageSent';
  readonly at: string;
  readonly status: number;
  /** Sealed: the body, so that a Buyer whose answer was lost gets the very same. */
  readonly body: object;
}

/** A message that the Buyer signed was not heard: broken, replayed, out of order, or of another conversation. */
export interface MessageRefused {
  readonly type: 'MessageRefused';
  readonly at: string;
  /** What it says of itself. */
  readonly conversation: string;
  readonly sequence: number;
  readonly messageHash: string;
  readonly reason: string;
}

export type MessageEvent = MessageAccepted | MessageSent | MessageRefused;

/** A request that was heard, with its answer. */
export interface Exchange {
  readonly accepted: SignedMessage;
  readonly sent: SignedMessage & Pick<MessageSent, 'status' | 'body'>;
}

/** What the Seller keeps of a conversation: no secrets. */
export interface KeptConversation {
  readonly now: authenticity.Conversation;
  readonly answer: {
    readonly message: string;
    readonly status: number;
    /** Sealed. */
    readonly body: unknown;
  };
  /** Hashes of messages that were refused. */
  readonly refused: readonly string[];
}
