import { Inject, Injectable } from '@nestjs/common';
import { type Context, EventStore } from '#event-sourcing';
import { authorizationSettings, type AuthorizationSettings } from '../authorization.settings.js';
import { throttles } from './throttle.aggregate.js';
import type { ThrottlePolicy } from './throttle.decider.js';

/** Whose attempts are counted: keyed hashes of a sign-in name and of a network address. */
export interface Attempt {
  readonly accountId: string;
  readonly addressId: string;
}

const HOUR = 3600;

/** Slows down guessing, per account (whether it exists or not) and per address, also over restarts. */
@Injectable()
export class Throttles {
  private readonly perAccount: ThrottlePolicy;
  private readonly perAddress: ThrottlePolicy;

  constructor(
    private readonly store: EventStore,
    @Inject(authorizationSettings.token) { freeAttempts }: AuthorizationSettings,
  ) {
    const waiting = { firstDelay: 15, longestDelay: 900, forgetAfter: HOUR };
    this.perAccount = { freeAttempts, ...waiting };
    this.perAddress = { freeAttempts: freeAttempts * 10, ...waiting }; // an office is behind one address
  }

  /** Throws `Refused('too-many-attempts', { retryAfter })`. */
  async count({ accountId, addressId }: Attempt, context: Context): Promise<void> {
    await this.countOne(`address-${addressId}`, this.perAddress, context);
    await this.countOne(`account-${accountId}`, this.perAccount, context);
  }

  /** A right answer clears the account; the address only gets this attempt back, or one good account would free all guesses. */
  async forgive({ accountId, addressId }: Attempt, context: Context): Promise<void> {
    await this.store.execute(throttles, `account-${accountId}`, {
      type: 'ForgiveAttempt',
      all: true,
      context,
    });
    await this.store.execute(throttles, `address-${addressId}`, {
      type: 'ForgiveAttempt',
      all: false,
      context,
    });
  }

  private async countOne(id: string, policy: ThrottlePolicy, context: Context): Promise<void> {
    await this.store.execute(throttles, id, { type: 'CountAttempt', policy, context });
  }
}
