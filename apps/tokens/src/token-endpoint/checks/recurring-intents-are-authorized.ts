import { Refused } from '#event-sourcing';
import { remainingIntents } from '../../grant/grant.decider.js';
import type { Facts, Tools } from '../facts.js';

/** MEF 128 §6.3: only an intent to access the resource repeatedly outlives its first tokens. */
export const recurringIntentsAreAuthorized = async (
  { grant }: Pick<Facts, 'grant'>,
  tools: Tools,
): Promise<Pick<Facts, 'intents'>> => {
  const authorized = await tools.authorizedIntents(remainingIntents(grant));
  const intents = authorized.filter(({ usage }) => usage === 'recurring');
  if (intents.length === 0) throw new Refused('intent-not-authorized');
  return { intents };
};
