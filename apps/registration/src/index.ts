export { listClients, type ListedClient } from './list-clients.js';
export {
  ReinstateClient,
  ReinstateClientHandler,
  SuspendClient,
  SuspendClientHandler,
} from './change-standing.js';
export { RegistrationModule } from './registration.module.js';
export { registrationService } from './registration.service-definition.js';
