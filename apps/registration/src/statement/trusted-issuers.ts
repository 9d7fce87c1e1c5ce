import { Inject, Injectable } from '@nestjs/common';
import { CoreSettings, type SettingValues } from '#service';
import { Refused } from '#event-sourcing';
import { registrationSettings } from '../registration.settings.js';
import type { TrustedIssuer } from './trusted-issuer.js';

/** The issuers that the Seller named; in the sandbox, when it named none, the directory. */
@Injectable()
export class TrustedIssuers {
  private readonly issuers: readonly TrustedIssuer[];

  constructor(
    core: CoreSettings,
    @Inject(registrationSettings.token) settings: SettingValues<typeof registrationSettings.specs>,
  ) {
    const named = settings.trustedIssuers;
    this.issuers = named.length === 0 && core.mode === 'sandbox' ? [sandboxDirectory(core.issuer)] : named;
  }

  /** Compared byte for byte. Throws `Refused('statement-issuer-not-trusted')`. */
  find(issuer: unknown): TrustedIssuer {
    const found = this.issuers.find((trusted) => trusted.issuer === issuer);
    if (!found) throw new Refused('statement-issuer-not-trusted');
    return found;
  }
}

const sandboxDirectory = (origin: string): TrustedIssuer => ({
  issuer: `${origin}/directory`,
  jwksUri: `${origin}/directory/jwks`,
  profile: 'mef-128',
  clientsPerSoftware: 'one',
});
