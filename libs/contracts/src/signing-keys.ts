import type { KindContract } from './contract.js';
import { closed, listOf, text, time } from './schema-parts.js';

/** The public half of a service's signing keys (owner: that service; stream `signing-keys-<service>`). */
export interface PublicSigningKeys {
  readonly service: string;
  readonly keys: readonly {
    readonly kid: string;
    readonly alg: string;
    readonly jwk: Readonly<Record<string, unknown>>;
    /** RFC 3339: published from the start, used to sign from here on. */
    readonly activeFrom: string;
    /** RFC 3339: taken out of the JWKS after this, once a successor signs. */
    readonly publishedUntil?: string;
  }[];
}

const named = closed({ kid: text, alg: text }, ['alg']);

export const signingKeysContract = {
  owner: ['authorization', 'tokens', 'directory', 'quotes', 'notifications', 'intents'],
  version: 1,
  view: closed({
    service: text,
    keys: listOf(
      closed({ kid: text, alg: text, jwk: { type: 'object' }, activeFrom: time, publishedUntil: time }, [
        'publishedUntil',
      ]),
    ),
  }),
  events: { SigningKeyPublished: named, SigningKeyActivated: named, SigningKeyRetired: named },
} satisfies KindContract;
