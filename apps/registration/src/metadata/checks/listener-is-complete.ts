import { Refused } from '#event-sourcing';
import { isSafeUrl } from '../../safe-url.js';
import type { MetadataCheck } from './metadata-check.js';

/** MEF 128 §6.6: for notifications the roles turn round, and the Buyer says where and as whom the Seller authenticates. */
export const listenerIsComplete: MetadataCheck = ({ listenerTokenEndpoint, listenerClientId }, { mode }) => {
  if (listenerTokenEndpoint === undefined && listenerClientId === undefined) return;
  if (listenerTokenEndpoint === undefined || listenerClientId === undefined)
    throw new Refused('listener-incomplete');
  if (!isSafeUrl(listenerTokenEndpoint, mode)) throw new Refused('listener-not-safe');
};
