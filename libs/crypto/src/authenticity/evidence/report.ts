import type { KnownKey } from './known-keys.js';

/** `good`, or the first reason why not. */
export type Verdict = 'good' | (string & {});

/** What became of one message under examination. */
export interface MessageReport {
  /** Undefined for what is no message at all. */
  readonly sequence?: number;
  readonly from?: string;
  /** When its sender says it was signed, RFC 3339. */
  readonly at?: string;
  /** `POST https://…`, or the HTTP status of an answer. */
  readonly what?: string;
  readonly hash: string;
  readonly payload: 'matches' | 'not given' | 'none';
  /** Whether the evidence shows that its sender had the secret of the message before. */
  readonly secret: 'shown' | 'not shown';
  readonly verdict: Verdict;
}

export interface ConversationReport {
  readonly conversation: string;
  readonly initiator: string;
  readonly responder: string;
  readonly messages: readonly MessageReport[];
  readonly refused: number;
  readonly verdict: Verdict;
}

export interface EvidenceReport {
  readonly good: boolean;
  /** Whether every key was one that the reader brought; if not, thumbprints are to be compared by hand. */
  readonly pinned: boolean;
  readonly conversations: readonly ConversationReport[];
  readonly keys: readonly KnownKey[];
}
