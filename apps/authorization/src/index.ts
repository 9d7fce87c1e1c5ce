export { AccountIds } from './account/account-ids.js';
export { CreateAccount, CreateAccountHandler } from './account/create-account.js';
export { AuthorizationModule } from './authorization.module.js';
export { authorizationService } from './authorization.service-definition.js';
