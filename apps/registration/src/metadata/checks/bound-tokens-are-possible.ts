import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/**
 * RFC 8705 §3.4: tokens are bound to certificates where a client wants it or its profile demands it. That takes a deployment
 * that learns of certificates, and tokens that come from the token endpoint: a browser has no certificate of the client.
 */
export const boundTokensArePossible: MetadataCheck = (
  { certificateBoundTokens, responseTypes = [] },
  { profile, mutualTls },
) => {
  const isRequired = profile.certificateBoundTokens === 'required';
  if (isRequired && certificateBoundTokens === false) throw new Refused('bound-tokens-required');
  if (!isRequired && certificateBoundTokens !== true) return;
  if (mutualTls.source === 'none') throw new Refused('bound-tokens-not-offered');
  if (responseTypes.some((type) => type.split(' ').includes('token')))
    throw new Refused('bound-tokens-in-front-channel');
};
