import type { KeptConversation, MessageEvent } from './exchange.js';

/** What an event makes of a conversation; the sealed body is copied unseen. */
export const evolveConversation = (
  kept: KeptConversation | undefined,
  event: MessageEvent,
): KeptConversation | undefined => {
  switch (event.type) {
    case 'MessageAccepted':
      return { answer: { message: '', status: 0, body: null }, refused: [], ...kept, now: event.after };
    case 'MessageSent': {
      const { message, status, body } = event;
      return { refused: [], ...kept, now: event.after, answer: { message, status, body } };
    }
    case 'MessageRefused':
      return kept && { ...kept, refused: [...kept.refused, event.messageHash] };
  }
};
