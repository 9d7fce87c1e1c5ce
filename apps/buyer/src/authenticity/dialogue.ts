import { randomBytes } from 'node:crypto';
import type { JWK } from 'jose';
import type { Buyer } from '../buyer.js';
import { seed, sha256 } from './shared-secrets.js';

/** A message of a conversation with the Seller, sent or heard. */
export interface KeptMessage {
  /** Compact JWS. */
  readonly message: string;
  /** RFC 3339. */
  readonly recordedAt: string;
  /** The body it vouches for. */
  readonly payload?: unknown;
}

/** A request whose answer has not come yet: it is sent again as it is, or refused by the Seller under its signature. */
export interface PendingMessage extends KeptMessage {
  /** Method, target and payload hash of the request. */
  readonly request: string;
  readonly newSecret: string;
  /** Private half of the key that the answer is encrypted to. */
  readonly replyKey: JWK;
}

/** What this Buyer keeps of a conversation about one intent (draft W128 §9); in its own folder, readable for its owner alone. */
export interface Dialogue {
  readonly conversation: string;
  readonly intentId: string;
  readonly initiator: string;
  readonly responder: string;
  readonly messages: readonly KeptMessage[];
  /** The shared secrets in their order: the seed, then the one that each message brought. */
  readonly secrets: readonly string[];
  /** The domain that the Seller's next message must come from. */
  readonly sellerDomain: string;
  /** Keys of either side, as they were published when they were used. */
  readonly keys: readonly { readonly party: string; readonly jwk: JWK }[];
  readonly pending?: PendingMessage;
}

/** What opens a conversation. */
export interface Opening {
  readonly intentId: string;
  readonly resourceToken: string;
  readonly clientId: string;
  readonly issuer: string;
  readonly sellerDomain: string;
}

export const openDialogue = (opening: Opening): Dialogue => {
  const { intentId, resourceToken, clientId, issuer, sellerDomain } = opening;
  const conversation = randomBytes(16).toString('base64url');
  return {
    conversation,
    intentId,
    initiator: clientId,
    responder: issuer,
    messages: [],
    secrets: [seed(resourceToken, conversation)],
    sellerDomain,
    keys: [],
  };
};

const fileOf = (intentId: string): string => `dialogues/${sha256(intentId).slice(0, 22)}`;

export const readDialogue = ({ folder }: Buyer, intentId: string): Promise<Dialogue | undefined> =>
  folder.read<Dialogue>(fileOf(intentId));

export const keepDialogue = ({ folder }: Buyer, dialogue: Dialogue): Promise<void> =>
  folder.write(fileOf(dialogue.intentId), dialogue);
