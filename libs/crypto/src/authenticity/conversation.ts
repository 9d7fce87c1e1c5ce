import { constantTimeEqual } from '../constant-time.js';
import { trust } from '../untrusted.js';
import type { Message } from './message.js';
import { commitmentOf, proofOf, type Secrets } from './secrets.js';

/**
 * What a party knows of a conversation, after its last message; no secrets, so it may be stored. Initiator and responder
 * take turns: what either side starts by itself is a conversation of its own, so that they never send at the same place.
 */
export interface Conversation {
  readonly id: string;
  readonly initiator: string;
  readonly responder: string;
  /** Of the last message; 0 before the first. */
  readonly sequence: number;
  /** Hash of the last message. */
  readonly head?: string;
  /** Hash of the one before: the request, where the last message is an answer. */
  readonly beforeHead?: string;
  /** Commitment to the secret that the last message brought; before the first, to the seed. */
  readonly secretHash: string;
  /** Commitment to the secret before that, which the next message reveals. */
  readonly spentHash?: string;
  /** Domain identifiers that the next message of each must have. */
  readonly initiatorDomain?: string;
  readonly responderDomain?: string;
}

/** Who starts a conversation with whom, and from which secret (`seedOf`). */
export interface Beginning {
  readonly id: string;
  readonly initiator: string;
  readonly responder: string;
  readonly seed: string;
}

export const beginConversation = ({ id, initiator, responder, seed }: Beginning): Conversation => ({
  id,
  initiator,
  responder,
  sequence: 0,
  secretHash: commitmentOf(seed, id, 0),
});

/** Who sends the message of a number. */
export const senderOf = (
  { initiator, responder }: Pick<Conversation, 'initiator' | 'responder'>,
  sequence: number,
): string => (sequence % 2 === 1 ? initiator : responder);

/**
 * Whether a message is the next one, or one that was heard before and whose answer may have been lost.
 * Throws `Untrusted('foreign-conversation' | 'wrong-turn' | 'message-forked' | 'message-replayed' | 'message-out-of-order' | 'chain-broken')`.
 */
export const placeOf = (conversation: Conversation, { hash, claims }: Message): 'next' | 'repeat' => {
  const { sequence, head, beforeHead } = conversation;
  trust(claims.conversation === conversation.id, 'foreign-conversation');
  trust(claims.iss === senderOf(conversation, claims.sequence), 'wrong-turn');
  if (hash === head || hash === beforeHead) return 'repeat';
  trust(claims.sequence > sequence - 2, 'message-replayed');
  trust(claims.sequence > sequence, 'message-forked'); // another one has that place
  trust(claims.sequence === sequence + 1, 'message-out-of-order');
  trust(claims.previous_message === head, 'chain-broken');
  return 'next';
};

/**
 * Draft W128 R58: who speaks for another Trust Domain is not heard. A message comes from the domain that its sender had, or
 * announced, and announces none that is not of its Trust Domain. Throws `Untrusted('foreign-domain' | 'delegation-refused')`.
 */
export const assertDomain = (
  conversation: Conversation,
  { claims }: Message,
  accepted: readonly string[],
): void => {
  const request = claims.sequence % 2 === 1;
  const known = request ? conversation.initiatorDomain : conversation.responderDomain;
  trust(known === undefined || claims.domain === known, 'foreign-domain');
  trust(accepted.includes(claims.domain), 'foreign-domain');
  const { next_domain } = claims;
  trust(next_domain === undefined || accepted.includes(next_domain), 'delegation-refused');
};

/**
 * The secrets of the next message against what is known: the previous one, its proof, the commitment to the new one, and
 * the one that is spent. Throws `Untrusted('wrong-secret' | 'unproven-secret' | 'uncommitted-secret' | 'wrong-spent-secret')`.
 */
export const assertSecrets = (conversation: Conversation, { claims }: Message, secrets: Secrets): void => {
  const { id, sequence, secretHash, spentHash } = conversation;
  const { previous_secret, new_secret } = secrets;
  trust(commitmentOf(previous_secret, id, sequence) === secretHash, 'wrong-secret');
  trust(constantTimeEqual(proofOf(previous_secret, claims), claims.previous_secret_proof), 'unproven-secret');
  trust(commitmentOf(new_secret, id, claims.sequence) === claims.new_secret_hash, 'uncommitted-secret');
  trust(new_secret !== previous_secret, 'uncommitted-secret');
  const { spent_secret } = claims;
  if (spent_secret === undefined) return;
  trust(opens(spent_secret, spentHash, [id, sequence - 1]), 'wrong-spent-secret');
};

const opens = (
  secret: string,
  hash: string | undefined,
  [id, sequence]: readonly [id: string, sequence: number],
): boolean => {
  try {
    return commitmentOf(secret, id, sequence) === hash;
  } catch {
    return false; // bytes that are no base64url
  }
};

/** The conversation after its next message. */
export const afterMessage = (conversation: Conversation, { hash, claims }: Message): Conversation => {
  const { initiatorDomain, responderDomain, head, secretHash } = conversation;
  const domain = claims.next_domain ?? claims.domain;
  const request = claims.sequence % 2 === 1;
  const domains = request
    ? { initiatorDomain: domain, responderDomain }
    : { initiatorDomain, responderDomain: domain };
  return {
    id: conversation.id,
    initiator: conversation.initiator,
    responder: conversation.responder,
    sequence: claims.sequence,
    head: hash,
    ...(head !== undefined && { beforeHead: head }),
    secretHash: claims.new_secret_hash,
    spentHash: secretHash,
    ...(domains.initiatorDomain !== undefined && { initiatorDomain: domains.initiatorDomain }),
    ...(domains.responderDomain !== undefined && { responderDomain: domains.responderDomain }),
  };
};
