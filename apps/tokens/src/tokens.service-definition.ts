import type { ServiceDefinition } from '#service';
import { tokensLog } from './tokens.log.js';
import { TokensModule } from './tokens.module.js';
import { tokensSettings } from './tokens.settings.js';

export const tokensService: ServiceDefinition = {
  name: 'tokens',
  module: TokensModule,
  log: tokensLog,
  settings: tokensSettings,
};
