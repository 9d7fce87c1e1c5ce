import { Refused } from '#event-sourcing';
import type { Exchange, KeptConversation, MessageEvent } from './exchange.js';
import type { RefuseMessage } from './refuse-message.js';

/** How many refused messages of one conversation are written down: nobody fills the log with them. */
const REFUSED_AT_MOST = 20;

/**
 * What an exchange leaves behind, in the same append as what was asked for: draft W128 §9, so that no message has an effect
 * without its place in the conversation. Whoever began a conversation goes on in it.
 * Throws `Refused('message-missing' | 'message-not-next')`.
 */
export const exchanged = (
  exchange: Exchange | undefined,
  kept: KeptConversation | undefined,
  at: string,
): readonly MessageEvent[] => {
  if (!exchange) {
    if (kept) throw new Refused('message-missing');
    return [];
  }
  const { accepted, sent } = exchange;
  // Another request may have been heard since this one was judged.
  if (accepted.after.sequence !== (kept?.now.sequence ?? 0) + 1) throw new Refused('message-not-next');
  if (accepted.after.beforeHead !== kept?.now.head) throw new Refused('message-not-next');
  return [
    { type: 'MessageAccepted', at, ...accepted },
    { type: 'MessageSent', at, ...sent },
  ];
};

/** A message is written down as refused once, and no more than so many of a conversation. */
export const refused = (
  { context: { at }, details }: RefuseMessage,
  kept: KeptConversation | undefined,
): readonly MessageEvent[] => {
  if (!kept || kept.refused.length >= REFUSED_AT_MOST) return [];
  if (kept.refused.includes(details.messageHash)) return [];
  return [{ type: 'MessageRefused', at, ...details }];
};
