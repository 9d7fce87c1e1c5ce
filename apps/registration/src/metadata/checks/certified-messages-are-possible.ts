import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** MEF 128 R43, R44: a client that wants certified keys alone needs a Seller that trusts somebody to certify them. */
export const certifiedMessagesArePossible: MetadataCheck = (
  { certifiedMessages = 'offered' },
  { trustsAuthorities },
) => {
  if (certifiedMessages !== 'required' && certifiedMessages !== 'offered')
    throw new Refused('certified-messages-not-known');
  if (certifiedMessages === 'required' && !trustsAuthorities)
    throw new Refused('certified-messages-not-offered');
};
