import { Refused } from '#event-sourcing';
import { type Facts, nothingNew, type Tools } from '../facts.js';

/**
 * RFC 6749 §4.1.2: a second use ends all that came of the first. This looks early, before tokens are made in vain; the
 * decider decides the same again at the append, for uses that race.
 */
export const codeIsUnused = async (
  { grantId, client, claims }: Pick<Facts, 'grantId' | 'client' | 'claims'>,
  tools: Tools,
): Promise<Partial<Facts>> => {
  const grant = await tools.activeGrant(grantId);
  if (!grant?.redeemedAt) return nothingNew;
  await tools.endGrant(grantId, 'code-reused', { client, claims });
  throw new Refused('invalid-code');
};
