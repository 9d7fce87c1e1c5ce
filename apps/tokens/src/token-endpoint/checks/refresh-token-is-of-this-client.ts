import { Refused } from '#event-sourcing';
import { isFromBeforeSuspension } from '../../suspension.js';
import type { Facts, Tools } from '../facts.js';

/**
 * RFC 6749 §6, §10.4: refresh tokens are bound to the client they were issued to. Another's attempt ends nothing. One that
 * is older than the client's last suspension died with it.
 */
export const refreshTokenIsOfThisClient = async (
  { grantId, client, presentedFrom }: Pick<Facts, 'grantId' | 'client' | 'presentedFrom'>,
  tools: Tools,
): Promise<Pick<Facts, 'grant'>> => {
  const grant = await tools.activeGrant(grantId);
  if (grant?.terms.clientId !== client.clientId) throw new Refused('invalid-refresh-token');
  if (isFromBeforeSuspension(presentedFrom, client)) throw new Refused('invalid-refresh-token');
  return { grant };
};
