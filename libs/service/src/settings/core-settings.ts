/** What every service of a deployment knows. */
export abstract class CoreSettings {
  readonly mode: 'sandbox' | 'production';
  /** Issuer identifier, without a trailing slash: the one public origin. */
  readonly issuer: string;
  /** Base URL for service-to-service calls, without a trailing slash. */
  abstract serviceUrl(service: string): string;
  /** 32 bytes, from which keys that services share are derived (codes, internal tokens), by purpose. */
  abstract sharedKey(purpose: string): Uint8Array;
}
