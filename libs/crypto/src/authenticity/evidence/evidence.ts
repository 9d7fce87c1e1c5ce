import type { PublicJwk } from '../../jwk/jwk-checks.js';
import { Untrusted, trust } from '../../untrusted.js';

export const EVIDENCE_FORMAT = 'payload-authenticity-evidence/1';

/** A message that was heard or sent. */
export interface RecordedMessage {
  /** Compact JWS. */
  readonly message: string;
  /** RFC 3339: when the exporting side wrote it down. */
  readonly recordedAt: string;
  /** The JSON body it vouches for, where whoever exports gives it away. */
  readonly payload?: unknown;
}

/** A message of the peer's that was not heard. */
export interface RefusedMessage {
  readonly messageHash: string;
  readonly reason: string;
  readonly recordedAt: string;
}

/** One conversation, as one of its sides kept it. */
export interface ConversationEvidence {
  readonly conversation: string;
  readonly initiator: string;
  readonly responder: string;
  readonly intentId?: string;
  readonly messages: readonly RecordedMessage[];
  readonly refused?: readonly RefusedMessage[];
  /** Spent secrets that no later message reveals yet, by the number of the message that brought them; 0 is the seed. */
  readonly disclosed?: Readonly<Record<string, string>>;
}

/** A public key that signed messages of a party. */
export interface EvidenceKey {
  readonly party: string;
  readonly kid: string;
  /** RFC 7638, SHA-256, base64url: to be compared with what the party publishes. */
  readonly thumbprint: string;
  readonly jwk: PublicJwk;
}

/** What a side hands to a third party. Schema: `libs/crypto/authenticity/evidence.schema.json`. */
export interface Evidence {
  readonly format: typeof EVIDENCE_FORMAT;
  /** RFC 3339. */
  readonly exportedAt: string;
  readonly exportedBy: string;
  readonly conversations: readonly ConversationEvidence[];
  readonly keys: readonly EvidenceKey[];
}

/** Reads what somebody says is evidence. Throws `Untrusted('malformed-evidence')`. */
export const readEvidence = (value: unknown): Evidence => {
  try {
    const evidence = value as Evidence;
    trust(evidence.format === EVIDENCE_FORMAT, 'malformed-evidence');
    trust(areTexts(evidence.exportedAt, evidence.exportedBy), 'malformed-evidence');
    trust(evidence.keys.every(isKey), 'malformed-evidence');
    trust(evidence.conversations.every(isConversation), 'malformed-evidence');
    return evidence;
  } catch {
    throw new Untrusted('malformed-evidence');
  }
};

const areTexts = (...values: readonly unknown[]): boolean =>
  values.every((value) => typeof value === 'string');

const isKey = ({ party, kid, thumbprint, jwk }: EvidenceKey): boolean =>
  areTexts(party, kid, thumbprint) && typeof jwk === 'object' && jwk !== null;

const isConversation = (one: ConversationEvidence): boolean =>
  areTexts(one.conversation, one.initiator, one.responder) &&
  one.messages.every(({ message, recordedAt }) => areTexts(message, recordedAt)) &&
  (one.refused ?? []).every((refused) => areTexts(refused.messageHash, refused.reason, refused.recordedAt)) &&
  areTexts(...Object.values(one.disclosed ?? {}));
