export { IntentsModule } from './intents.module.js';
export { intentsService } from './intents.service-definition.js';
