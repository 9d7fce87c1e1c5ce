import { Injectable } from '@nestjs/common';
import { type Claim, Claimed, Database, EventStore, Refused } from '#event-sourcing';
import { intents } from './intent.aggregate.js';
import type { IntentOutcome } from './intent.commands.js';

interface Taken {
  readonly stream: string | null;
  readonly fingerprint: string | null;
}

/**
 * A request that is sent again finds what it made the first time, as it is now; another request under the same key
 * is refused with `idempotency-key-reused`, and changes nothing (Open Banking 3.1, x-idempotency-key).
 */
@Injectable()
export class Idempotency {
  constructor(
    private readonly store: EventStore,
    private readonly database: Database,
  ) {}

  async once(
    claim: Claim | undefined,
    at: string,
    work: () => Promise<IntentOutcome>,
  ): Promise<IntentOutcome> {
    if (!claim) return work();
    const taken = await this.find(claim, at);
    if (taken) return this.again(claim, taken);
    try {
      return await work();
    } catch (error) {
      // Two of the same at the same time: the other one was first.
      if (error instanceof Claimed && error.claim.scope === claim.scope) return this.again(claim, error);
      throw error;
    }
  }

  private async find({ scope, key }: Claim, at: string): Promise<Taken | undefined> {
    const text = 'select stream, fingerprint from claim where scope = $1 and key = $2 and expires_at > $3';
    const [row] = await this.database.query<{ stream: string | null; fingerprint: string | null }>(text, [
      scope,
      key,
      at,
    ]);
    return row;
  }

  private async again(claim: Claim, taken: Taken): Promise<IntentOutcome> {
    if (taken.stream === null || taken.fingerprint !== claim.fingerprint)
      throw new Refused('idempotency-key-reused');
    const loaded = await this.store.load(intents, taken.stream.replace(/^intent-/, ''));
    if (!loaded) throw new Refused('unknown-intent');
    return { stream: taken.stream, events: [], ...loaded };
  }
}
