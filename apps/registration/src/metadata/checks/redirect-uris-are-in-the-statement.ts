import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** Each is in the statement, compared as strings (RFC 6749 §3.1.2.3, FAPI 1.0 Baseline §5.2.2-10). */
export const redirectUrisAreInTheStatement: MetadataCheck = ({ redirectUris = [] }, { stated }) => {
  if (!redirectUris.every((uri) => stated.redirectUris.includes(uri)))
    throw new Refused('redirect-uri-not-in-statement');
};
