import { authorizationContract, type PublicAuthorization } from './authorization.js';
import { certificateContract, type PublicCertificate } from './certificate.js';
import { clientContract, type PublicClient } from './client.js';
import type { KindContract } from './contract.js';
import { credentialContract, type PublicCredential } from './credential.js';
import { deliveryContract, type PublicDelivery } from './delivery.js';
import { grantContract, type PublicGrant } from './grant.js';
import { intentContract, type PublicIntent } from './intent.js';
import { listenerContract, type PublicListeners } from './listener.js';
import { organisationContract, type PublicOrganisation } from './organisation.js';
import { quoteContract, type PublicQuote } from './quote.js';
import { type PublicSigningKeys, signingKeysContract } from './signing-keys.js';
import { type PublicSoftware, softwareContract } from './software.js';

/** Kinds of streams that neighbours may know, with what they see of them. */
export interface PublicViews {
  organisation: PublicOrganisation;
  software: PublicSoftware;
  certificate: PublicCertificate;
  credential: PublicCredential;
  client: PublicClient;
  intent: PublicIntent;
  authorization: PublicAuthorization;
  grant: PublicGrant;
  quote: PublicQuote;
  listener: PublicListeners;
  delivery: PublicDelivery;
  'signing-keys': PublicSigningKeys;
}

export type PublicKind = keyof PublicViews;

/** The contract of every kind: its view and its public events, as schemas. */
export const contracts = {
  organisation: organisationContract,
  software: softwareContract,
  certificate: certificateContract,
  credential: credentialContract,
  client: clientContract,
  intent: intentContract,
  authorization: authorizationContract,
  grant: grantContract,
  quote: quoteContract,
  listener: listenerContract,
  delivery: deliveryContract,
  'signing-keys': signingKeysContract,
} satisfies Record<PublicKind, KindContract>;
