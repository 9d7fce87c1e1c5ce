import type { PublicSigningKeys } from '#contracts';
import type { Aggregate } from '#event-sourcing';
import {
  type SigningKeysCommand,
  type SigningKeysEvent,
  type SigningKeysState,
  signingKeysDecider,
} from './signing-keys.decider.js';

/** What neighbours see: the public halves, and when each is used. */
export const publicSigningKeys = ({ service, keys }: SigningKeysState): PublicSigningKeys => ({
  service,
  keys: keys.map(({ kid, alg, jwk, activeFrom, publishedUntil }) => ({
    kid,
    alg,
    jwk,
    activeFrom,
    ...(publishedUntil !== undefined && { publishedUntil }),
  })),
});

/** A service that signs lists this aggregate in its log. */
export const signingKeys: Aggregate<SigningKeysCommand, SigningKeysEvent, SigningKeysState> = {
  decider: signingKeysDecider,
  events: { SigningKeyPublished: { version: 1 }, SigningKeyRetired: { version: 1 } },
  publish: (state, event) => ({ view: publicSigningKeys(state), detail: { kid: event.kid } }),
};
