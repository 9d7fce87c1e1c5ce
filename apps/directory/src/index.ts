export { DirectoryModule } from './directory.module.js';
export { directoryService } from './directory.service-definition.js';
