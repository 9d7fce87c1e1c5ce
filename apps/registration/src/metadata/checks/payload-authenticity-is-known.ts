import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** Draft W128 D18: a client may have it that nothing is taken from it that does not prove itself (docs/payload-authenticity.md). */
export const payloadAuthenticityIsKnown: MetadataCheck = ({ payloadAuthenticity = 'offered' }) => {
  if (payloadAuthenticity !== 'required' && payloadAuthenticity !== 'offered')
    throw new Refused('payload-authenticity-not-known');
};
