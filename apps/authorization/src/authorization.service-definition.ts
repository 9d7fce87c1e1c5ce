import type { ServiceDefinition } from '#service';
import { authorizationLog } from './authorization.log.js';
import { AuthorizationModule } from './authorization.module.js';
import { authorizationSettings } from './authorization.settings.js';

export const authorizationService: ServiceDefinition = {
  name: 'authorization',
  module: AuthorizationModule,
  log: authorizationLog,
  settings: authorizationSettings,
};
