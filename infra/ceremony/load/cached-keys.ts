import type { JWK } from 'jose';
import { connections } from '#testing';

/** A JWK set as a party keeps it: asked for again once it is older than so many seconds, and never sooner. */
export class CachedKeys {
  private known: { readonly at: number; readonly keys: Promise<readonly JWK[]> } | undefined;

  constructor(
    readonly uri: string,
    private readonly maxAge: number,
  ) {}

  /** Throws while the set cannot be read. */
  all(): Promise<readonly JWK[]> {
    const now = performance.now();
    if (this.known && now - this.known.at < this.maxAge * 1000) return this.known.keys;
    const keys = this.read();
    this.known = { at: now, keys };
    keys.catch(() => (this.known = undefined));
    return keys;
  }

  async named(kid: string | undefined): Promise<JWK> {
    const found = (await this.all()).find((key) => key.kid === kid);
    if (found) return found;
    throw new Error(`${this.uri} has no key ${kid}`);
  }

  /** The first for encryption of a type: what a sender takes. */
  async toEncrypt(kty: string): Promise<JWK> {
    const found = (await this.all()).find((key) => key.use === 'enc' && key.kty === kty);
    if (found) return found;
    throw new Error(`${this.uri} has no key to encrypt to`);
  }

  private async read(): Promise<readonly JWK[]> {
    const answer = await connections.browser(this.uri, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${this.uri} answers ${answer.status}`);
    return ((await answer.json()) as { readonly keys: readonly JWK[] }).keys;
  }
}
