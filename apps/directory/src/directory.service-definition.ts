import type { ServiceDefinition } from '#service';
import { certificateGauges } from './certificates/certificate-gauges.js';
import { directoryLog } from './directory.log.js';
import { DirectoryModule } from './directory.module.js';
import { directorySettings } from './directory.settings.js';

/** The sandbox trust framework; in production the Seller trusts the issuers that its settings name. */
export const directoryService: ServiceDefinition = {
  name: 'directory',
  module: DirectoryModule,
  log: directoryLog,
  settings: directorySettings,
  gauges: certificateGauges,
  sandboxOnly: true,
};
