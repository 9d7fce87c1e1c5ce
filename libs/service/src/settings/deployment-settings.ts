import { deriveKey } from '#crypto';
import type { MutualTls } from '#oauth';
import type { SettingValues } from './settings.js';
import type { commonSettings } from './common-settings.js';
import { CoreSettings } from './core-settings.js';
import type { Mode } from './environment.js';

/** The common settings, as the services see them. */
export class DeploymentSettings extends CoreSettings {
  override readonly issuer: string;
  override readonly mutualTls: MutualTls;
  override readonly trustsAuthorities: boolean;

  constructor(
    override readonly mode: Mode,
    readonly common: SettingValues<typeof commonSettings>,
  ) {
    super();
    this.issuer = common.issuer;
    this.mutualTls = mutualTlsOf(common);
    this.trustsAuthorities = common.trustAnchors.length > 0;
  }

  serviceUrl(service: string): string {
    return this.common.serviceUrls[service] ?? this.issuer;
  }

  sharedKey(purpose: string): Uint8Array {
    return deriveKey(this.common.sharedKey, purpose);
  }
}

const mutualTlsOf = (common: SettingValues<typeof commonSettings>): MutualTls => {
  const { clientCertificates, clientCa, mtlsOrigin, issuer, tlsPort } = common;
  const isOffered = clientCertificates === 'proxy' || (clientCertificates === 'handshake' && tlsPort > 0);
  return {
    source: isOffered ? clientCertificates : 'none',
    hasAuthorities: clientCa !== '',
    ...(isOffered && mtlsOrigin !== '' && mtlsOrigin !== issuer && { origin: mtlsOrigin }),
  };
};
