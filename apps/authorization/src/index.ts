export { CreateAccount } from './account/create-account.js';
export { AuthorizationModule } from './authorization.module.js';
export { authorizationService } from './authorization.service-definition.js';
