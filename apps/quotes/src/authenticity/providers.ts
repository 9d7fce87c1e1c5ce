import { Conversations } from './conversations.js';
import { Exchanges } from './exchanges.js';
import { OpenedMessages } from './opened-messages.js';
import { SellersKeys } from './sellers-keys.js';
import { SignedRefusals } from './signed-refusals.js';

/** Payload authenticity (draft W128 §9), as the quote API speaks it. */
export const authenticityProviders = [SellersKeys, Conversations, OpenedMessages, Exchanges, SignedRefusals];
