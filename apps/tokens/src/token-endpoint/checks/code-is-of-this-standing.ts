import { Refused } from '#event-sourcing';
import { isFromBeforeSuspension } from '../../suspension.js';
import { type Facts, nothingNew } from '../facts.js';

/** A code dies with the suspension of its client, also where that ended before the code's minute was over. */
export const codeIsOfThisStanding = ({
  client,
  authorization,
}: Pick<Facts, 'client' | 'authorization'>): Partial<Facts> => {
  if (isFromBeforeSuspension(authorization.codeIssuedAt, client)) throw new Refused('invalid-code');
  return nothingNew;
};
