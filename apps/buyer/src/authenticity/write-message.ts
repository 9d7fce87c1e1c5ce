import { randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import type { Buyer } from '../buyer.js';
import type { Dialogue, PendingMessage } from './dialogue.js';
import type { SellerResource } from './seller-resource.js';
import { commitment, payloadHash, proof, sha256 } from './shared-secrets.js';

/** A request, as far as its message vouches for it. */
export interface Vouched {
  readonly method: string;
  /** Whole target URI. */
  readonly target: string;
  readonly body?: unknown;
}

export const nameOf = ({ method, target, body }: Vouched): string =>
  [method, target, payloadHash(body) ?? ''].join(' ');

/** The next message of a dialogue: it has the secret of the message before, and brings a new one (draft W128 §9, Table 8). */
export const writeMessage = async (
  buyer: Buyer,
  seller: SellerResource,
  dialogue: Dialogue,
  request: Vouched,
): Promise<PendingMessage> => {
  const newSecret = randomBytes(32).toString('base64url');
  const reply = await generateKeyPair('ECDH-ES', { extractable: true });
  const claims = {
    ...placeOf(dialogue),
    domain: new URL(buyer.home).hostname,
    ...vouchedClaims(request),
    ...(dialogue.messages.length === 0 && { meflso_intent_id: dialogue.intentId }),
    ...secretClaims(dialogue, newSecret),
    secrets: await sealed(dialogue, newSecret, await seller.encryptionKey()),
    reply_jwk: await exportJWK(reply.publicKey),
  };
  const { privateKey, kid } = buyer.identity;
  const message = await new SignJWT(claims)
    .setProtectedHeader({ typ: 'payload-authenticity+jwt', alg: 'ES256', kid })
    .setIssuer(dialogue.initiator)
    .setAudience(dialogue.responder)
    .setIssuedAt()
    .sign(privateKey);
  return {
    message,
    recordedAt: new Date().toISOString(),
    ...(request.body !== undefined && { payload: request.body }),
    request: nameOf(request),
    newSecret,
    replyKey: await exportJWK(reply.privateKey),
  };
};

const placeOf = ({ conversation, messages }: Dialogue) => {
  const last = messages.at(-1);
  return {
    conversation,
    sequence: messages.length + 1,
    ...(last && { previous_message: sha256(last.message) }),
  };
};

const vouchedClaims = ({ method, target, body }: Vouched) => {
  const hash = payloadHash(body);
  return { method, target, ...(hash !== undefined && { payload_hash: hash }) };
};

const secretClaims = (dialogue: Dialogue, newSecret: string) => {
  const { conversation, secrets } = dialogue;
  const { sequence, previous_message } = placeOf(dialogue);
  const spent = secrets.at(-2);
  return {
    new_secret_hash: commitment(newSecret, conversation, sequence),
    previous_secret_proof: proof(secrets.at(-1)!, conversation, sequence, previous_message),
    ...(spent !== undefined && { spent_secret: spent }),
  };
};

const sealed = async (
  { secrets }: Dialogue,
  newSecret: string,
  { kty, crv, x, y, kid }: JWK,
): Promise<string> => {
  const accessjwk = { kty, crv, x, y } as JWK;
  const plaintext = JSON.stringify({ previous_secret: secrets.at(-1), new_secret: newSecret });
  return new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      kid: kid ?? (await calculateJwkThumbprint(accessjwk)),
      cty: 'json',
      accessjwk, // MEF 128 R52
    })
    .encrypt(await importJWK(accessjwk, 'ECDH-ES'));
};
