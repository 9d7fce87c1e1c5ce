import type { JWK } from 'jose';
import type { Buyer } from '../buyer.js';
import { type Answer, Declined } from '../seller/answer.js';
import { type Request, send } from '../seller/send.js';
import {
  type Dialogue,
  keepDialogue,
  type Opening,
  openDialogue,
  type PendingMessage,
  readDialogue,
} from './dialogue.js';
import { isRefusal, readAnswer } from './read-message.js';
import type { SellerResource } from './seller-resource.js';
import { nameOf, type Vouched, writeMessage } from './write-message.js';

const header = 'x-payload-authenticity';

/** Where a request belongs: the intent that it is about, and what opens a conversation about it, if it is the first. */
export interface Subject {
  readonly intentId: string;
  readonly opening?: Omit<Opening, 'intentId' | 'issuer' | 'sellerDomain'>;
}

interface Attempt {
  readonly seller: SellerResource;
  readonly dialogue: Dialogue;
  readonly pending: PendingMessage;
  readonly request: Request;
}

/** Requests of one conversation go one after the other: two at once would be two in the same place. */
const turns = new Map<string, Promise<unknown>>();

/**
 * Sends a request as the next message of the conversation about an intent, and takes the answer only if it is the Seller's
 * next message. Undefined where there is no such conversation, and none is to be opened.
 * Throws `Declined`, `NotAuthentic`.
 */
export const converse = (
  buyer: Buyer,
  seller: SellerResource,
  subject: Subject,
  request: Request,
): Promise<Answer | undefined> => {
  const name = `${buyer.folder.path} ${subject.intentId}`;
  const before = turns.get(name) ?? Promise.resolve();
  const turn = before.catch(() => undefined).then(() => exchange(buyer, seller, subject, request));
  turns.set(name, turn);
  return turn;
};

const exchange = async (
  buyer: Buyer,
  seller: SellerResource,
  { intentId, opening }: Subject,
  request: Request,
): Promise<Answer | undefined> => {
  const { issuer, domain: sellerDomain } = seller;
  const begin = () => opening && openDialogue({ ...opening, intentId, issuer, sellerDomain });
  const kept = await readDialogue(buyer, intentId);
  const dialogue = kept ?? begin();
  if (!dialogue) return undefined;
  const vouched = vouchedOf(request);
  const attempt = async (from: Dialogue, pending: PendingMessage) => {
    await keepDialogue(buyer, { ...from, pending });
    return ask(buyer, { seller, dialogue: from, pending, request });
  };
  // What nobody heard leaves nothing to go on from: the credential that opens it may be another one by now.
  const anew = () => (dialogue.messages.length === 0 ? (begin() ?? dialogue) : dialogue);
  const fresh = async (from: Dialogue) => attempt(from, await writeMessage(buyer, seller, from, vouched));
  const { pending } = dialogue;
  if (pending?.request !== nameOf(vouched)) return fresh(anew());
  // Its answer was lost. What the Seller did not hear in time, and says so under its signature, is said anew.
  return attempt(dialogue, pending).catch(async (problem: unknown) => {
    if (!(problem instanceof Declined) || (await readDialogue(buyer, intentId))?.pending) throw problem;
    return fresh(anew());
  });
};

const ask = async (buyer: Buyer, attempt: Attempt): Promise<Answer> => {
  const { dialogue, pending, request } = attempt;
  try {
    const headers = { ...request.headers, [header]: pending.message };
    const answer = await send(buyer, { ...request, headers });
    await hear(buyer, attempt, answer);
    return answer;
  } catch (problem) {
    // Only who signs for the Seller can say that a message was not heard.
    if (problem instanceof Declined && (await isSigned(attempt, problem.answer)))
      await keepDialogue(buyer, dialogue);
    throw problem;
  }
};

const isSigned = ({ seller, dialogue, pending }: Attempt, answer: Answer): Promise<boolean> =>
  isRefusal(seller, dialogue, pending, vouchedAnswer(answer));

const hear = async (buyer: Buyer, { seller, dialogue, pending }: Attempt, answer: Answer): Promise<void> => {
  const vouched = vouchedAnswer(answer);
  const { newSecret, sellerDomain, jwk } = await readAnswer(seller, dialogue, pending, vouched);
  const { request: _request, newSecret: asked, replyKey: _replyKey, ...sent } = pending;
  const { pending: _pending, ...before } = dialogue;
  const heard = { message: vouched.message, recordedAt: new Date().toISOString(), payload: answer.body };
  await keepDialogue(buyer, {
    ...before,
    messages: [...dialogue.messages, sent, heard],
    secrets: [...dialogue.secrets, asked, newSecret],
    sellerDomain,
    keys: withKeys(dialogue.keys, [
      { party: dialogue.initiator, jwk: buyer.identity.publicJwk },
      { party: dialogue.responder, jwk },
    ]),
  });
};

type Keys = readonly { readonly party: string; readonly jwk: JWK }[];

const withKeys = (known: Keys, used: Keys): Keys => {
  const all = [...known, ...used].map((key) => [`${key.party} ${key.jwk.kid}`, key] as const);
  return [...new Map(all).values()];
};

const vouchedOf = ({ method = 'GET', url, json }: Request): Vouched => ({
  method,
  target: url,
  ...(json !== undefined && { body: json }),
});

const vouchedAnswer = ({ status, headers, body }: Answer) => ({
  status,
  body,
  message: headers.get(header) ?? '',
});
