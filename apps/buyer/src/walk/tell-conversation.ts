import { decodeJwt, decodeProtectedHeader } from 'jose';
import { readDialogue } from '../authenticity/dialogue.js';
import { evidenceOf } from '../authenticity/evidence.js';
import { sha256 } from '../authenticity/shared-secrets.js';
import type { Walk } from './step.js';

/** Tells of the last exchange of a conversation (draft W128 §9): what either side said about itself, and that it was checked. */
export const tellConversation = async ({ buyer, narrator }: Walk, intentId: string): Promise<void> => {
  const dialogue = await readDialogue(buyer, intentId);
  if (!dialogue) return;
  const [asked, answered] = dialogue.messages.slice(-2).map(({ message }) => message);
  if (asked === undefined || answered === undefined) return;
  narrator.sent(`x-payload-authenticity: message ${numberOf(asked)}`, facts(asked));
  narrator.received(`x-payload-authenticity: message ${numberOf(answered)}`, {
    ...facts(answered),
    checked: 'signature, link, status, body, domain, and the shared secret of the request',
  });
};

/** Keeps what proves the conversation to anyone, and tells where. */
export const keepEvidence = async ({ buyer, narrator }: Walk, intentId: string): Promise<void> => {
  const evidence = await evidenceOf(buyer, intentId);
  if (!evidence) return;
  const name = `evidence/${sha256(intentId).slice(0, 22)}`;
  await buyer.folder.write(name, evidence);
  narrator.note(`what proves it to anyone: assent evidence verify ${buyer.folder.path}/${name}.json`);
};

const numberOf = (message: string): string => String(decodeJwt(message)['sequence']);

const facts = (message: string) => {
  const { conversation, domain, payload_hash, previous_message } = decodeJwt(message);
  const { alg, kid } = decodeProtectedHeader(message);
  return { conversation, domain, signed: `${alg} of kid ${kid}`, previous_message, payload_hash };
};
