import type { Addressed } from '../attempt.js';
import { demand } from '../refuse.js';

/** OIDC Core §3.1.2.1: a POST carries its parameters in the form; a second set beside it would leave open which counts. */
export const parametersAreInTheBody = ({ strayQuery }: Addressed): void =>
  demand(!strayQuery, 'invalid_request', 'A POST has its parameters in the body, and none in the address.');
