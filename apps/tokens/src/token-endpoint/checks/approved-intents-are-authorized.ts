import { Refused } from '#event-sourcing';
import type { Facts, Tools } from '../facts.js';
import { scopeWithin } from '../scope.js';

/** MEF 128 R29, R34: only the intents that the person approved, and that nobody has ended since. */
export const approvedIntentsAreAuthorized = async (
  { authorization, client, grantId }: Pick<Facts, 'authorization' | 'client' | 'grantId'>,
  tools: Tools,
): Promise<Pick<Facts, 'intents' | 'scope'>> => {
  const barred = await tools.barredIntents(grantId);
  const approved = authorization.intents
    .filter(({ intentId, decision }) => decision === 'approved' && !barred.includes(intentId))
    .map(({ intentId }) => intentId);
  const intents = await tools.authorizedIntents(approved);
  if (intents.length === 0) throw new Refused('intent-not-authorized');
  return { intents, scope: scopeWithin(authorization.scope, client.scope) };
};
