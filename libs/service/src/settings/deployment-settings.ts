import { deriveKey } from '#crypto';
import type { SettingValues } from './settings.js';
import type { commonSettings } from './common-settings.js';
import { CoreSettings } from './core-settings.js';
import type { Mode } from './environment.js';

/** The common settings, as the services see them. */
export class DeploymentSettings extends CoreSettings {
  override readonly issuer: string;

  constructor(
    override readonly mode: Mode,
    readonly common: SettingValues<typeof commonSettings>,
  ) {
    super();
    this.issuer = common.issuer;
  }

  serviceUrl(service: string): string {
    return this.common.serviceUrls[service] ?? this.issuer;
  }

  sharedKey(purpose: string): Uint8Array {
    return deriveKey(this.common.sharedKey, purpose);
  }
}
