import { Refused } from '#event-sourcing';
import { type Facts, nothingNew } from '../facts.js';

/** RFC 7591 §2: a client may use the grant types it registered (RFC 6749 §5.2, `unauthorized_client`). */
export const grantTypeIsRegistered = ({
  client,
  grantType,
}: Pick<Facts, 'client' | 'grantType'>): Partial<Facts> => {
  if (!client.grantTypes.includes(grantType)) throw new Refused('grant-type-not-registered');
  return nothingNew;
};
