import { Refused } from '#event-sourcing';
import { type Facts, nothingNew, type Tools } from '../facts.js';

/**
 * RFC 6749 §10.4: an older token coming back means that two hold the family, so all of it ends. This looks early, before
 * tokens are made in vain; the decider decides the same again at the append, for uses that race.
 */
export const refreshTokenIsTheNewest = async (
  {
    grant,
    grantId,
    presented,
    client,
    claims,
  }: Pick<Facts, 'grant' | 'grantId' | 'presented' | 'client' | 'claims'>,
  tools: Tools,
): Promise<Partial<Facts>> => {
  if (grant.refresh?.hash === presented) return nothingNew;
  await tools.endGrant(grantId, 'refresh-token-reused', { client, claims });
  throw new Refused('invalid-refresh-token');
};
