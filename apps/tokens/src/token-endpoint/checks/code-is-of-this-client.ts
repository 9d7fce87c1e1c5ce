import { Refused } from '#event-sourcing';
import { type Facts, nothingNew } from '../facts.js';

/** RFC 6749 §4.1.3: the code was issued to the client that authenticates. Another's attempt ends nothing. */
export const codeIsOfThisClient = ({
  client,
  authorization,
}: Pick<Facts, 'client' | 'authorization'>): Partial<Facts> => {
  if (authorization.clientId !== client.clientId) throw new Refused('invalid-code');
  return nothingNew;
};
