import { Injectable } from '@nestjs/common';
import { CoreSettings } from '#service';
import { SellerPolicy } from '../policy/seller-policy.js';

/** As whom we are presented to, and whose word we take. */
@Injectable()
export class Recipient {
  readonly audiences: readonly string[];
  readonly accepted: SellerPolicy['accepted'];

  constructor(core: CoreSettings, policy: SellerPolicy) {
    this.audiences = [core.issuer];
    this.accepted = policy.accepted;
  }
}
