import type { ServiceDefinition } from '#service';
import { intentsLog } from './intents.log.js';
import { IntentsModule } from './intents.module.js';
import { intentsSettings } from './intents.settings.js';

export const intentsService: ServiceDefinition = {
  name: 'intents',
  module: IntentsModule,
  log: intentsLog,
  settings: intentsSettings,
};
