import type { Aggregate } from '#event-sourcing';
import {
  type DecryptionKeysCommand,
  type DecryptionKeysEvent,
  type DecryptionKeysState,
  decryptionKeysDecider,
} from './decryption-keys.decider.js';

/** A service that others encrypt to lists this aggregate in its log. It publishes its keys itself, so no neighbour hears of them. */
export const decryptionKeys: Aggregate<DecryptionKeysCommand, DecryptionKeysEvent, DecryptionKeysState> = {
  decider: decryptionKeysDecider,
  events: { DecryptionKeyMade: { version: 1 }, DecryptionKeyReplaced: { version: 1 } },
};
