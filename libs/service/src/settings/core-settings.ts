import type { MutualTls } from '#oauth';

/** What every service of a deployment knows. */
export abstract class CoreSettings {
  readonly mode: 'sandbox' | 'production';
  /** Issuer identifier, without a trailing slash: the one public origin. */
  readonly issuer: string;
  /** What is done with certificates of clients. */
  readonly mutualTls: MutualTls;
  /** Whether there are trust anchors, so that anybody can vouch for certificates of others. */
  readonly trustsAuthorities: boolean;
  /** Base URL for service-to-service calls, without a trailing slash. */
  abstract serviceUrl(service: string): string;
  /** 32 bytes, from which keys that services share are derived (codes, internal tokens), by purpose. */
  abstract sharedKey(purpose: string): Uint8Array;
}
