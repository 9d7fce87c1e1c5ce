import { publicationSchemas } from '#contracts';
import type { PublicationSchemas } from '#event-sourcing';

/** The contracts as a log checks them: a publication that breaks its contract is found where it is made. */
export const publications: PublicationSchemas = {
  check: (type, _schemaVersion, { view, detail }) =>
    publicationSchemas.check(type, {
      view: view as object,
      ...(detail !== undefined && { detail: detail as object }),
    }),
};
