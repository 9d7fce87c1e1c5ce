import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { type ConversationEvidence, type RecordedMessage, readEvidence } from './evidence.js';
import { hashOfMessage } from '../message.js';
import { ConversationReader } from './conversation-reader.js';
import { KnownKeys } from './known-keys.js';
import type { ConversationReport, EvidenceReport } from './report.js';

/** What the reader of evidence brings of his own. */
export interface Reader {
  /** Public keys of the parties, from the parties themselves. */
  readonly pinned?: readonly PublicJwk[];
}

/**
 * Checks evidence without asking anybody: each signature, each link, each domain, each secret that is revealed. Tells of
 * every message what is wrong with it. That the last messages were left out is found by comparison with the other side's
 * evidence alone (`missingFrom`). Throws `Untrusted('malformed-evidence')`.
 */
export const verifyEvidence = async (value: unknown, { pinned }: Reader = {}): Promise<EvidenceReport> => {
  const evidence = readEvidence(value);
  const keys = new KnownKeys(evidence.keys, pinned);
  const conversations: ConversationReport[] = [];
  for (const one of evidence.conversations) conversations.push(await verifyConversation(one, keys));
  const good = conversations.length > 0 && conversations.every(({ verdict }) => verdict === 'good');
  return { good, pinned: pinned !== undefined, conversations, keys: keys.list() };
};

const verifyConversation = async (
  evidence: ConversationEvidence,
  keys: KnownKeys,
): Promise<ConversationReport> => {
  const { conversation, initiator, responder, refused = [] } = evidence;
  const reader = new ConversationReader(evidence, keys);
  for (const recorded of evidence.messages) await reader.read(recorded);
  const messages = reader.conclude();
  const bad = messages.find(({ verdict }) => verdict !== 'good');
  const verdict = messages.length === 0 ? 'no-messages' : (bad?.verdict ?? 'good');
  return { conversation, initiator, responder, messages, refused: refused.length, verdict };
};

/** Messages of one conversation that another telling of it has and this one lacks: left out, or not yet known. */
export const missingFrom = (
  one: ConversationEvidence,
  other: ConversationEvidence,
): readonly RecordedMessage[] => {
  const known = new Set(one.messages.map(({ message }) => message));
  return other.messages.filter(({ message }) => !known.has(message));
};

/** Messages of a conversation that one side's evidence lacks, by their hashes. */
export interface MissingMessages {
  readonly conversation: string;
  readonly hashes: readonly string[];
}

/** What evidence leaves out of conversations that it tells of, as the other side tells them. Throws `Untrusted('malformed-evidence')`. */
export const missingFromEvidence = (value: unknown, other: unknown): readonly MissingMessages[] => {
  const [own, theirs] = [readEvidence(value), readEvidence(other)];
  return own.conversations.flatMap((one) => {
    const told = theirs.conversations.filter(({ conversation }) => conversation === one.conversation);
    const hashes = told
      .flatMap((telling) => missingFrom(one, telling))
      .map(({ message }) => hashOfMessage(message));
    return hashes.length === 0 ? [] : [{ conversation: one.conversation, hashes }];
  });
};
