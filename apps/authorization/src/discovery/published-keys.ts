import { Injectable } from '@nestjs/common';
import { Clock, Refused } from '#event-sourcing';
import { ServerKeys } from '#oauth';
import { Replicas } from '#replicas';

type Jwk = Readonly<Record<string, unknown>>;

/** Services that sign for this issuer, beside this one. */
const SIGNERS = ['tokens', 'notifications', 'quotes'];

/** Milliseconds for which a signer without keys is not asked again. */
const REMEMBER_NONE = 2000;

/** The union of the public keys of every service that signs: its own, and what it knows of its neighbours. */
@Injectable()
export class PublishedKeys {
  private readonly without = new Map<string, number>();

  constructor(
    private readonly own: ServerKeys,
    private readonly replicas: Replicas,
    private readonly clock: Clock,
  ) {}

  async all(): Promise<readonly Jwk[]> {
    const sets = await Promise.all([this.own.publicKeys(), ...SIGNERS.map((signer) => this.keysOf(signer))]);
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
