import type { ServiceDefinition } from '#service';
import { registrationLog } from './registration.log.js';
import { RegistrationModule } from './registration.module.js';
import { registrationSettings } from './registration.settings.js';
import { standingGauges } from './standing/standing-gauges.js';

export const registrationService: ServiceDefinition = {
  name: 'registration',
  module: RegistrationModule,
  log: registrationLog,
  settings: registrationSettings,
  gauges: standingGauges,
};
