import { Refused } from '#event-sourcing';
import { type Facts, nothingNew } from '../facts.js';

/** Longer than anything this server gives out, or takes as an assertion. */
const MOST_CHARACTERS = 16_384;

/** Nothing that nobody can mean is looked at any further. */
export const parametersAreOfSaneSize = ({ form }: Pick<Facts, 'form'>): Partial<Facts> => {
  if (Object.values(form).some((value) => (value?.length ?? 0) > MOST_CHARACTERS))
    throw new Refused('parameter-too-long');
  return nothingNew;
};
