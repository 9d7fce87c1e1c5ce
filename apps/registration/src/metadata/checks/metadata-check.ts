import type { MutualTls, SecurityProfile } from '#oauth';
import type { StatedFacts } from '../stated-facts.js';
import type { RequestedMetadata } from '../requested-metadata.js';

/** What a request is held against. */
export interface MetadataRules {
  readonly mode: 'sandbox' | 'production';
  readonly profile: SecurityProfile;
  readonly mutualTls: MutualTls;
  /** Whether the deployment has trust anchors for signing certificates. */
  readonly trustsAuthorities: boolean;
  readonly stated: StatedFacts;
  /** The client that is updated. */
  readonly clientId?: string;
}

/** One thing that must hold for requested metadata; throws `Refused` when it does not. */
export type MetadataCheck = (metadata: RequestedMetadata, rules: MetadataRules) => void;
