import { Inject, Injectable } from '@nestjs/common';
import { opaqueId, SealedTokens, sha256Base64url, Untrusted } from '#crypto';
import { type Claim, Refused } from '#event-sourcing';
import { CoreSettings, type SettingValues } from '#service';
import { registrationSettings } from '../registration.settings.js';

/** What a holder is asked to sign. */
export interface Challenge {
  readonly nonce: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/**
 * Nonces for presentations (MEF 128 R11). They are sealed, so that giving one out writes nothing and a forged one costs
 * nothing; each works once, by a claim in the transaction of the registration that it was asked for.
 */
@Injectable()
export class Challenges {
  private readonly sealed: SealedTokens<{ readonly id: string }>;

  constructor(
    core: CoreSettings,
    @Inject(registrationSettings.token)
    private readonly settings: SettingValues<typeof registrationSettings.specs>,
  ) {
    this.sealed = new SealedTokens(core.sharedKey('registration-challenge'), 'registration-challenge');
  }

  issue(now: Date): Challenge {
    const { challengeLife: expiresIn } = this.settings;
    const expiresAt = new Date(now.getTime() + expiresIn * 1000);
    return { nonce: this.sealed.seal({ id: opaqueId() }, expiresAt), expiresIn };
  }

  /** What uses a nonce up. Throws `Refused('challenge-not-valid')` for one that is not ours, or too old. */
  claimOf(nonce: string, now: Date): Claim {
    try {
      const { id } = this.sealed.open(nonce, now);
      const expiresAt = new Date(now.getTime() + this.settings.challengeLife * 1000).toISOString();
      return { scope: 'registration-challenge', key: sha256Base64url(id), expiresAt };
    } catch (error) {
      throw error instanceof Untrusted ? new Refused('challenge-not-valid') : error;
    }
  }
}
