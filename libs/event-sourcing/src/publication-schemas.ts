import type { Publication } from './aggregate.js';

/** Checks what neighbours will see of an event before it is written. */
export abstract class PublicationSchemas {
  /** Throws an Error when the publication is not what was promised: a defect, so nothing is appended. */
  abstract check(type: string, publication: Publication): void;
}
