import { jwtKinds } from '../jwt/jwt-kinds.js';
import { verifyJwt } from '../jwt/jwt.js';
import { trust } from '../untrusted.js';
import { assertShape, MESSAGE_MAX_CHARACTERS } from './message.js';
import { refusalShapes } from './message-shapes.js';
import type { Peer } from './open-message.js';
import type { Sign } from './sign.js';

/**
 * An answer that refuses a message: signed, so that nobody between the two can make one up, but no message itself. It takes
 * no place and brings no secret; the sender may put another message where the refused one was to be.
 */
export interface RefusalClaims {
  readonly iss: string;
  readonly aud: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly conversation: string;
  readonly domain: string;
  /** Hash of the message that is refused. */
  readonly refused_message: string;
  /** HTTP status, 400 or more. */
  readonly status: number;
  readonly payload_hash?: string;
}

export const signRefusal = async (sign: Sign, claims: RefusalClaims): Promise<string> =>
  (await sign(jwtKinds.payloadRefusal.typ, { ...claims })).jwt;

/** Throws `Untrusted` with the reasons of `verifyJwt`, `malformed-message`, `wrong-sender`, `wrong-receiver`, `foreign-domain`. */
export const openRefusal = async (jws: string, from: Peer, to: string): Promise<RefusalClaims> => {
  const policy = { key: from.key, algorithms: from.algorithms, maxCharacters: MESSAGE_MAX_CHARACTERS };
  const { claims } = await verifyJwt(jws, policy, jwtKinds.payloadRefusal);
  assertShape(claims, refusalShapes);
  const refusal = claims as unknown as RefusalClaims;
  trust(refusal.iss === from.id, 'wrong-sender');
  trust(refusal.aud === to, 'wrong-receiver');
  trust(from.domains.includes(refusal.domain), 'foreign-domain');
  return refusal;
};
