export { RegistrationModule } from './registration.module.js';
export { registrationService } from './registration.service-definition.js';
