import { calculateJwkThumbprint } from 'jose';
import type { Buyer } from '../buyer.js';
import { type Dialogue, readDialogue } from './dialogue.js';

/**
 * What this Buyer can hand to a third party about an intent: messages, the keys they verify by, and secrets that are spent;
 * with the bodies only where somebody asks for them, since they may name people. Undefined where nothing was said.
 */
export const evidenceOf = async (
  buyer: Buyer,
  intentId: string,
  { payloads = false } = {},
): Promise<object | undefined> => {
  const dialogue = await readDialogue(buyer, intentId);
  if (!dialogue || dialogue.messages.length === 0) return undefined;
  return {
    format: 'payload-authenticity-evidence/1',
    exportedAt: new Date().toISOString(),
    exportedBy: dialogue.initiator,
    conversations: [conversationOf(dialogue, payloads)],
    keys: await Promise.all(
      dialogue.keys.map(async ({ party, jwk }) => ({
        party,
        kid: jwk.kid,
        thumbprint: await calculateJwkThumbprint(jwk),
        jwk,
      })),
    ),
  };
};

const conversationOf = (dialogue: Dialogue, payloads: boolean): object => {
  const { conversation, initiator, responder, intentId, messages, secrets } = dialogue;
  return {
    conversation,
    initiator,
    responder,
    intentId,
    messages: messages.map(({ message, recordedAt, payload }) => ({
      message,
      recordedAt,
      ...(payloads && payload !== undefined && { payload }),
    })),
    // The secret that the last message proved: no later one reveals it. The newest is not spent, and stays here.
    disclosed: { [messages.length - 1]: secrets[messages.length - 1] },
  };
};
