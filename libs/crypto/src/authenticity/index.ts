export { hashOfMessage, MESSAGE_MAX_CHARACTERS, type Message, type MessageClaims } from './message.js';
export { commitmentOf, newSecret, proofOf, seedOf, type Secrets } from './secrets.js';
export { decryptSecrets, encryptSecrets, secretsRecipient } from './sealed-secrets.js';
export { encryptionKeyOf, type DerivedEncryptionKey } from './encryption-key.js';
export { payloadHashOf } from './payload-hash.js';
export {
  afterMessage,
  beginConversation,
  placeOf,
  senderOf,
  type Beginning,
  type Conversation,
} from './conversation.js';
export { openMessage, readMessage, type Peer } from './open-message.js';
export { hearMessage, MESSAGE_MAX_AGE, type Carrier, type Heard, type Hearing } from './hear-message.js';
export { composeMessage, type Composed, type Draft } from './compose-message.js';
export { signWith, type Sign } from './sign.js';
export { openRefusal, signRefusal, type RefusalClaims } from './refusal.js';
export {
  EVIDENCE_FORMAT,
  readEvidence,
  type ConversationEvidence,
  type Evidence,
  type EvidenceKey,
  type RecordedMessage,
  type RefusedMessage,
} from './evidence/evidence.js';
export {
  missingFrom,
  missingFromEvidence,
  verifyEvidence,
  type MissingMessages,
  type Reader,
} from './evidence/verify-evidence.js';
export type { ConversationReport, EvidenceReport, MessageReport, Verdict } from './evidence/report.js';
export type { KnownKey } from './evidence/known-keys.js';
