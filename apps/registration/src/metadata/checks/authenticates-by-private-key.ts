import { Refused } from '#event-sourcing';
import type { MetadataCheck } from './metadata-check.js';

/** FAPI 1.0 Advanced §5.2.2-14: `private_key_jwt`; a shared secret is never made, nor accepted. */
export const authenticatesByPrivateKey: MetadataCheck = ({ tokenEndpointAuthMethod, members }) => {
  const method = tokenEndpointAuthMethod ?? 'private_key_jwt';
  if (method !== 'private_key_jwt' || members.includes('client_secret'))
    throw new Refused('authentication-method-not-supported');
};
