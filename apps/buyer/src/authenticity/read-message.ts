import { compactDecrypt, decodeProtectedHeader, importJWK, jwtVerify, type JWK, type JWTPayload } from 'jose';
import type { Dialogue, PendingMessage } from './dialogue.js';
import { type SellerResource, setOf } from './seller-resource.js';
import { commitment, payloadHash, proof, sha256 } from './shared-secrets.js';

/** An answer of the Seller's, as far as its message vouches for it. */
export interface VouchedAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Value of `x-payload-authenticity`. */
  readonly message: string;
}

/** The Seller's answer does not prove itself. */
export class NotAuthentic extends Error {
  override readonly name = 'NotAuthentic';
}

/** What an answer brought. */
export interface Read {
  readonly newSecret: string;
  /** The Seller's domain from its next message on. */
  readonly sellerDomain: string;
  readonly jwk: JWK;
}

/**
 * Checks that an answer is the Seller's next message: to this request, with this status and body, from its own domain, with
 * the secret that the request brought. Throws `NotAuthentic`, in words for the developer.
 */
export const readAnswer = async (
  seller: SellerResource,
  dialogue: Dialogue,
  pending: PendingMessage,
  answer: VouchedAnswer,
): Promise<Read> => {
  const { claims, jwk } = await verified(seller, dialogue, answer.message, 'payload-authenticity+jwt');
  const place = dialogue.messages.length + 2;
  const before = sha256(pending.message);
  const spent = dialogue.secrets.at(-1);
  demand(claims['sequence'] === place && claims['previous_message'] === before, 'it answers another message');
  demand(claims['status'] === answer.status, 'it has another status');
  demand(claims['payload_hash'] === payloadHash(answer.body), 'it has another body');
  demand(claims['spent_secret'] === spent, 'another secret is spent');
  const secrets = await opened(String(claims['secrets']), pending.replyKey);
  const { conversation } = dialogue;
  demand(secrets.previous_secret === pending.newSecret, 'the shared secret is another one');
  const shown = proof(pending.newSecret, conversation, place, before);
  demand(claims['previous_secret_proof'] === shown, 'the shared secret is not proven');
  const promised = commitment(secrets.new_secret, conversation, place);
  demand(claims['new_secret_hash'] === promised, 'the new secret is another one');
  const { next_domain: next = claims['domain'] } = claims;
  demand(next === seller.domain, 'it leads out of the Trust Domain'); // draft W128 R58
  return { newSecret: secrets.new_secret, sellerDomain: String(next), jwk };
};

/** Whether the Seller refuses a message under its signature, with this status and body. */
export const isRefusal = async (
  seller: SellerResource,
  dialogue: Dialogue,
  pending: PendingMessage,
  answer: VouchedAnswer,
): Promise<boolean> => {
  try {
    const { claims } = await verified(seller, dialogue, answer.message, 'payload-authenticity-refusal+jwt');
    return (
      claims['refused_message'] === sha256(pending.message) &&
      claims['status'] === answer.status &&
      claims['payload_hash'] === payloadHash(answer.body)
    );
  } catch {
    return false;
  }
};

const verified = async (
  seller: SellerResource,
  dialogue: Dialogue,
  message: string,
  typ: string,
): Promise<{ readonly claims: JWTPayload; readonly jwk: JWK }> => {
  try {
    const { kid = '' } = decodeProtectedHeader(message);
    const jwk = await seller.key(kid);
    const { payload: claims } = await jwtVerify(message, setOf(jwk), {
      algorithms: ['ES256'],
      typ,
      issuer: dialogue.responder,
      audience: dialogue.initiator,
      maxTokenAge: '1 day', // an answer may be had again after it was lost
      clockTolerance: 45,
    });
    demand(claims['conversation'] === dialogue.conversation, 'it is of another conversation');
    demand(claims['domain'] === dialogue.sellerDomain, 'it comes from elsewhere');
    return { claims, jwk };
  } catch (problem) {
    if (problem instanceof NotAuthentic) throw problem;
    throw new NotAuthentic(`the answer does not prove itself: ${(problem as Error).message}`);
  }
};

const opened = async (
  jwe: string,
  replyKey: JWK,
): Promise<{ previous_secret: string; new_secret: string }> => {
  try {
    const { plaintext } = await compactDecrypt(jwe, await importJWK(replyKey, 'ECDH-ES'), {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return JSON.parse(Buffer.from(plaintext).toString('utf8')) as {
      previous_secret: string;
      new_secret: string;
    };
  } catch {
    throw new NotAuthentic('the answer does not prove itself: its secrets are not for this Buyer');
  }
};

function demand(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new NotAuthentic(`the answer does not prove itself: ${otherwise}`);
}
