import { Inject, Injectable } from '@nestjs/common';
import { canonicalJson, sha256Base64url } from '#crypto';
import { CoreSettings, type SettingValues } from '#service';
import { type AcceptedIssuers, policyInForce, type RegistrationPolicy } from '#oauth';
import type { PolicyDecision } from '../client/client.events.js';
import { registrationSettings } from '../registration.settings.js';
import { applyPolicy } from './apply-policy.js';
import type { PolicyFacts } from './policy-facts.js';

/** The policy of the Seller of this deployment. */
@Injectable()
export class SellerPolicy {
  private readonly policy: RegistrationPolicy;
  private readonly hash: string;

  constructor(
    core: CoreSettings,
    @Inject(registrationSettings.token) settings: SettingValues<typeof registrationSettings.specs>,
  ) {
    this.policy = policyInForce(settings.policy, core);
    this.hash = sha256Base64url(canonicalJson(this.policy));
  }

  /** Whose credentials lead anywhere. */
  get accepted(): AcceptedIssuers {
    const { anchors, maxDepth } = this.policy;
    return { anchors, maxDepth };
  }

  /** Throws the `Refused` of the first rule that is not met. */
  apply(facts: PolicyFacts): Pick<PolicyDecision, 'policy' | 'rules'> {
    const { version } = this.policy;
    return { policy: { version, hash: this.hash }, rules: applyPolicy(this.policy, facts) };
  }
}
