import { Refused } from '#event-sourcing';
import type { Facts, Tools } from '../facts.js';

/** RFC 6749 §6, §10.4: refresh tokens are bound to the client they were issued to. Another's attempt ends nothing. */
export const refreshTokenIsOfThisClient = async (
  { grantId, client }: Pick<Facts, 'grantId' | 'client'>,
  tools: Tools,
): Promise<Pick<Facts, 'grant'>> => {
  const grant = await tools.activeGrant(grantId);
  if (grant?.terms.clientId !== client.clientId) throw new Refused('invalid-refresh-token');
  return { grant };
};
