import { Injectable } from '@nestjs/common';
import { Clock, Refused } from '#event-sourcing';
import { Replicas } from '#replicas';
import { OwnKeys } from './own-keys.js';

type Jwk = Readonly<Record<string, unknown>>;

/** Services that sign for this issuer, beside this one. */
const SIGNERS = ['tokens', 'notifications', 'quotes'];

/** Milliseconds for which a signer without keys is not asked again. */
const REMEMBER_NONE = 2000;

/**
 * The public keys of the issuer: those of every service that signs, its own and what it knows of its neighbours'; the one
 * that messages are signed with, where that is certified (`x5c`); and those that request objects are encrypted to (`use: enc`).
 */
@Injectable()
export class PublishedKeys {
  private readonly without = new Map<string, number>();

  constructor(
    private readonly own: OwnKeys,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<readonly Jwk[]> {
    const [signing, encryption] = await Promise.all([this.signing(), this.own.encryption()]);
    return [...signing, ...encryption];
  }

  /** Those that verify: a key to encrypt to proves nothing about anybody. */
  async signing(): Promise<readonly Jwk[]> {
    const neighbours = SIGNERS.map((signer) => this.keysOf(signer));
    const sets = await Promise.all([this.own.signing(), ...neighbours]);
    return sets.flat();
  }

  private async keysOf(signer: string): Promise<readonly Jwk[]> {
    const now = this.clock.now();
    if (now.getTime() < (this.without.get(signer) ?? 0)) return [];
    const known = await this.replica(signer);
    if (!known) this.without.set(signer, now.getTime() + REMEMBER_NONE);
    const at = now.toISOString();
    const published = known?.view.keys.filter(({ publishedUntil }) => !publishedUntil || at < publishedUntil);
    return (published ?? []).map(({ jwk }) => jwk);
  }

  // A signer that is down has its keys in the replica; one that never told of any cannot have signed anything we know.
  private async replica(signer: string) {
    try {
      return await this.replicas.get('signing-keys', signer);
    } catch (error) {
      if (error instanceof Refused && error.reason === 'neighbour-unavailable') return undefined;
      throw error;
    }
  }
}
