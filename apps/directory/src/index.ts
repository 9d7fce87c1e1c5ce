export { Authorities } from './authorities/authorities.js';
export { DirectoryModule } from './directory.module.js';
export { directoryService } from './directory.service-definition.js';
export { type Environment, environments, type Party, type Profile } from './certificates/profile.js';
export { profileOf, profiles } from './certificates/profiles.js';
export { revocationReasons } from './authorities/revocation-reasons.js';
