import { deriveKey } from './derive-key.js';
import { seal, unseal } from './seal.js';
import { trust } from '../untrusted.js';

interface Envelope<Payload> {
  /** Seconds since the epoch. */
  readonly x: number;
  readonly p: Payload;
}

/** Longer than any token of ours: nothing bigger is even decoded. */
const MAX_CHARACTERS = 8192;

/**
 * Small JSON payloads that travel through other hands and come back unread and unchanged: authorization codes, cookies,
 * cursors. Sealed under a key of their own purpose, with an expiry; a forged one costs no query.
 */
export class SealedTokens<Payload> {
  private readonly key: Uint8Array;

  constructor(
    secret: Uint8Array,
    private readonly purpose: string,
  ) {
    this.key = deriveKey(secret, `sealed-token:${purpose}`);
  }

  seal(payload: Payload, expiresAt: Date): string {
    const envelope: Envelope<Payload> = { x: Math.floor(expiresAt.getTime() / 1000), p: payload };
    return seal(this.key, this.purpose, envelope);
  }

  /** Throws `Untrusted('oversized' | 'not-base64url' | 'not-authentic' | 'expired')`. */
  open(text: string, now: Date): Payload {
    trust(text.length <= MAX_CHARACTERS, 'oversized');
    const { x, p } = unseal(this.key, this.purpose, text) as Envelope<Payload>;
    trust(now.getTime() / 1000 < x, 'expired');
    return p;
  }
}
