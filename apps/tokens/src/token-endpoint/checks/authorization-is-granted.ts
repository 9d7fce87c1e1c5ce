import { Refused } from '#event-sourcing';
import type { Facts, Tools } from '../facts.js';

/** The authorization behind the code, at least as new as the code is. */
export const authorizationIsGranted = async (
  { code }: Pick<Facts, 'code'>,
  tools: Tools,
): Promise<Pick<Facts, 'authorization'>> => {
  const authorization = await tools.authorization(code);
  if (authorization?.status !== 'granted' || !authorization.codeExpiresAt) throw new Refused('invalid-code');
  return { authorization };
};
