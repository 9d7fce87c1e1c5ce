import { Injectable, Logger } from '@nestjs/common';
import { ClientCertificates } from '#oauth';
import { PeriodicWork } from '../run/periodic-work.js';
import { DeploymentSettings } from '../settings/deployment-settings.js';
import { SettingsRefused } from '../settings/environment.js';
import { TlsFiles } from './tls-files.js';
import { TlsListener } from './tls-listener.js';

/**
 * Looks whether certificates were renewed, and uses them from then on. Contents are compared, not dates or names: a mounted
 * secret changes by a link far above the file. What cannot be used is left until it can.
 */
@Injectable()
export class TlsReload extends PeriodicWork {
  private readonly log = new Logger(TlsReload.name);
  protected readonly interval: number;
  private refused = '';

  constructor(
    private files: TlsFiles,
    private readonly listener: TlsListener,
    private readonly judge: ClientCertificates,
    settings: DeploymentSettings,
  ) {
    super();
    this.interval = settings.common.tlsReload * 1000;
  }

  override onApplicationBootstrap(): void {
    const hasFiles = this.files.servers.length > 0 || this.files.clientCa !== undefined;
    if (hasFiles && this.interval > 0) super.onApplicationBootstrap();
  }

  async run(): Promise<void> {
    const found = this.found();
    if (!found || found.equals(this.files)) return;
    if (found.clientCa !== undefined) this.judge.trust(found.clientCa);
    if (found.servers.length > 0) this.listener.use(found.servers);
    this.files = found;
    this.log.log('certificates were renewed, and are in use');
  }

  private found(): TlsFiles | undefined {
    try {
      const found = this.files.again();
      this.refused = '';
      return found;
    } catch (error) {
      if (!(error instanceof SettingsRefused)) throw error;
      // Said once: between two files that are replaced one after the other, this passes by itself.
      if (error.message !== this.refused) this.log.warn(`new certificates are not in use: ${error.message}`);
      this.refused = error.message;
      return undefined;
    }
  }
}
