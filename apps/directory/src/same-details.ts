import { canonicalJson } from '#crypto';
import type { SoftwareDetails } from './software.decider.js';

/** Whether two descriptions of software say the same. */
export const sameDetails = (one: SoftwareDetails, other: SoftwareDetails): boolean =>
  canonicalJson(detailsOf(one)) === canonicalJson(detailsOf(other));

/** Only what an organisation says of its software, of a body or a state that has more. */
export const detailsOf = (details: SoftwareDetails): SoftwareDetails => ({
  name: details.name,
  description: details.description,
  version: details.version,
  uri: details.uri,
  environment: details.environment,
  roles: details.roles,
  redirectUris: details.redirectUris,
  ...(details.onBehalfOf && { onBehalfOf: details.onBehalfOf }),
});
