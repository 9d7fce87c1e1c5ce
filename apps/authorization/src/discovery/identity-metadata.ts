import { Inject, Injectable } from '@nestjs/common';
import { LEGAL_ENTITY_TYPE, LEGAL_ENTITY_VCT, signatureAlgorithms } from '#crypto';
import { policyInForce, wantedPresentations } from '#oauth';
import { CoreSettings } from '#service';
import { type AuthorizationSettings, authorizationSettings } from '../authorization.settings.js';
import { CREDENTIAL_PATH, PRESENTATION_PATH, SellerIdentity } from '../seller/seller-identity.js';
import type { IdentityMembers } from './identity-members.js';

/** What discovery says of identity (MEF 128 R13@6.3): what the Seller's policy wants to be shown, and who the Seller is. */
@Injectable()
export class IdentityMetadata {
  readonly members: Pick<IdentityMembers, keyof IdentityMembers>;

  constructor(
    core: CoreSettings,
    seller: SellerIdentity,
    @Inject(authorizationSettings.token) settings: AuthorizationSettings,
  ) {
    const { issuer } = core;
    const policy = policyInForce(settings.registrationPolicy, core);
    this.members = {
      meflso_registration_challenge_endpoint: `${issuer}/register/challenge`,
      meflso_legal_entity_presentation: {
        formats_supported: ['vp+jwt', 'dc+sd-jwt'],
        credential_types_supported: [LEGAL_ENTITY_TYPE, LEGAL_ENTITY_VCT],
        signing_alg_values_supported: signatureAlgorithms,
        anchors: policy.anchors,
        required: wantedPresentations(policy),
      },
      meflso_identifier: seller.did,
      ...(seller.hasCredential && {
        meflso_legal_entity_credential_endpoint: `${issuer}${CREDENTIAL_PATH}`,
        meflso_legal_entity_presentation_endpoint: `${issuer}${PRESENTATION_PATH}`,
      }),
    };
  }
}
