import type { Recipient } from '../jwk/encryption-key.js';
import type { PublicJwk } from '../jwk/jwk-checks.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { afterMessage, type Conversation, senderOf } from './conversation.js';
import type { Carrier } from './hear-message.js';
import { hashOfMessage, type Message, type MessageClaims } from './message.js';
import { commitmentOf, newSecret, proofOf } from './secrets.js';
import { encryptSecrets } from './sealed-secrets.js';
import type { Sign } from './sign.js';

/** What the next message of a conversation is made of. */
export interface Draft {
  readonly conversation: Conversation;
  readonly sign: Sign;
  readonly now: Date;
  readonly carrier: Carrier;
  /** The sender's domain identifier. */
  readonly domain: string;
  /** Announces where the sender is from its next message on; within its own Trust Domain. */
  readonly next?: { readonly domain: string; readonly endpoint: string };
  readonly intentId?: string;
  /** The secret that the last message brought; for the first message, the seed. */
  readonly previousSecret: string;
  /** The one before that, which is spent; the first message has none. */
  readonly spentSecret?: string;
  /** The receiver's key for secrets. */
  readonly encryptTo: Recipient;
  /** Key that the answer is to be encrypted to, where the sender publishes none. */
  readonly replyJwk?: PublicJwk;
}

/** A message that was signed, the secret it brings, and the conversation after it. */
export interface Composed {
  readonly message: Message;
  /** To be kept secret until the next message has come. */
  readonly newSecret: string;
  readonly conversation: Conversation;
}

/** Signs the next message. It is sent again as it is when its answer does not come; a new one in its place would be a fork. */
export const composeMessage = async (draft: Draft): Promise<Composed> => {
  const secret = newSecret();
  const claims = await claimsOf(draft, secret);
  const { jwt: jws, kid } = await draft.sign(jwtKinds.payloadMessage.typ, { ...claims });
  const message = { jws, hash: hashOfMessage(jws), kid, claims };
  return { message, newSecret: secret, conversation: afterMessage(draft.conversation, message) };
};

const claimsOf = async (draft: Draft, secret: string): Promise<MessageClaims> => {
  const { conversation, previousSecret, spentSecret, replyJwk, intentId } = draft;
  const sequence = conversation.sequence + 1;
  const place = {
    conversation: conversation.id,
    sequence,
    ...(conversation.head !== undefined && { previous_message: conversation.head }),
  };
  const secrets = { previous_secret: previousSecret, new_secret: secret };
  return {
    iss: senderOf(conversation, sequence),
    aud: senderOf(conversation, sequence + 1),
    iat: Math.floor(draft.now.getTime() / 1000),
    ...place,
    ...domainsOf(draft),
    ...carrierClaims(draft.carrier),
    ...(intentId !== undefined && { meflso_intent_id: intentId }),
    new_secret_hash: commitmentOf(secret, conversation.id, sequence),
    previous_secret_proof: proofOf(previousSecret, place),
    ...(spentSecret !== undefined && { spent_secret: spentSecret }),
    secrets: await encryptSecrets(secrets, draft.encryptTo),
    ...(replyJwk !== undefined && { reply_jwk: replyJwk }),
  };
};

const domainsOf = ({ domain, next }: Draft) => ({
  domain,
  ...(next && { next_domain: next.domain, next_endpoint: next.endpoint }),
});

const carrierClaims = (carrier: Carrier) => ({
  ...('status' in carrier ? { status: carrier.status } : { method: carrier.method, target: carrier.target }),
  ...(carrier.payloadHash !== undefined && { payload_hash: carrier.payloadHash }),
});
