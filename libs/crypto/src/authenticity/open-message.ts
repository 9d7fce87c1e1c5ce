import { jwtKinds } from '../jwt/jwt-kinds.js';
import { verifyJwt } from '../jwt/jwt.js';
import type { FindKey } from '../jws/jws.js';
import { parseJws } from '../jws/jws-format.js';
import { readClaims } from '../jwt/jwt.js';
import { trust } from '../untrusted.js';
import { hashOfMessage, type Message, MESSAGE_MAX_CHARACTERS, messageClaims } from './message.js';

/** The other side of a conversation, as it is known beforehand. */
export interface Peer {
  /** What its messages have as `iss`. */
  readonly id: string;
  /** Finds its keys, and no others. */
  readonly key: FindKey;
  readonly algorithms: readonly string[];
  /** Hosts of its Trust Domain. */
  readonly domains: readonly string[];
}

const format = { maxCharacters: MESSAGE_MAX_CHARACTERS };

/**
 * A message whose signature is its sender's: from here on it is evidence, whatever else is wrong with it.
 * Throws `Untrusted` with the reasons of `verifyJwt`, `malformed-message`, `wrong-sender`, `wrong-receiver`.
 */
export const openMessage = async (jws: string, from: Peer, to: string): Promise<Message> => {
  const policy = { key: from.key, algorithms: from.algorithms, ...format };
  const { header, claims } = await verifyJwt(jws, policy, jwtKinds.payloadMessage);
  const message = { jws, hash: hashOfMessage(jws), kid: header.kid ?? '', claims: messageClaims(claims) };
  trust(message.claims.iss === from.id, 'wrong-sender');
  trust(message.claims.aud === to, 'wrong-receiver');
  return message;
};

/**
 * What a message says, without believing it: to find the conversation that it is about.
 * Throws `Untrusted` with the reasons of `parseJws`, and `malformed-message`.
 */
export const readMessage = (jws: string): Message => {
  const { header, payload } = parseJws(jws, format);
  const claims = messageClaims(readClaims(payload));
  return { jws, hash: hashOfMessage(jws), kid: header.kid ?? '', claims };
};
