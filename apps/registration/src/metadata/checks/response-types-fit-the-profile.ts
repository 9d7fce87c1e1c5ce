import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** MEF 128 R16: `code id_token`, `code id_token token` or `code`, as the profile of the client allows. */
export const responseTypesFitTheProfile: MetadataCheck = ({ responseTypes = [] }, { profile }) => {
  if (!responseTypes.every((type) => profile.responseTypes.includes(type)))
    throw new Refused('response-type-not-offered');
};
