import { Refused } from '#event-sourcing';
import { defaults } from '../defaults.js';
import type { MetadataCheck } from './metadata-check.js';

/** RFC 7591 §2.1: every response type here brings a code, so it needs the grant that redeems it. */
export const grantsFitTheResponseTypes: MetadataCheck = ({ grantTypes, responseTypes }) => {
  const grants = grantTypes ?? defaults.grantTypes;
  if (grants.includes('refresh_token') && !grants.includes('authorization_code'))
    throw new Refused('grant-types-contradict-response-types');
  if (responseTypes !== undefined && !grants.includes('authorization_code'))
    throw new Refused('grant-types-contradict-response-types');
};
