import { canonicalJson } from '#crypto';
import type { SoftwareDetails } from './software.decider.js';

/** Whether two descriptions of software say the same. */
export const sameDetails = (one: SoftwareDetails, other: SoftwareDetails): boolean =>
  canonicalJson(detailsOf(one)) === canonicalJson(detailsOf(other));

const detailsOf = (details: SoftwareDetails): SoftwareDetails => ({
  name: details.name,
  description: details.description,
  version: details.version,
  uri: details.uri,
  environment: details.environment,
  roles: details.roles,
  redirectUris: details.redirectUris,
  ...(details.onBehalfOf && { onBehalfOf: details.onBehalfOf }),
});
