import { runService } from '#service';
import { directoryService } from './directory.service-definition.js';

await runService(directoryService);
