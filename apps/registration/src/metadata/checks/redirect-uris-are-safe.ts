import { Refused } from '#event-sourcing';
import { isSafeUrl } from '../../safe-url.js';
import type { MetadataCheck } from './metadata-check.js';

/** https (FAPI 1.0 Baseline §5.2.2-20) and no fragment (RFC 6749 §3.1.2); in the sandbox also http to this machine. */
export const redirectUrisAreSafe: MetadataCheck = ({ redirectUris }, { stated, mode }) => {
  if (!(redirectUris ?? stated.redirectUris).every((uri) => isSafeUrl(uri, mode)))
    throw new Refused('redirect-uri-not-safe');
};
