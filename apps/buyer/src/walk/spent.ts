import { ResponseBodyError } from 'openid-client';
import { Declined } from '../seller/answer.js';
import { objectOf } from '../seller/answer.js';
import { isAway } from '../seller/patience.js';

/**
 * Whether something that works once is used up, or its answer lost on the way: a code, a token that has expired
 * meanwhile, an intent. Only a new intent helps then.
 */
export const isSpent = (problem: unknown): boolean => {
  if (problem instanceof ResponseBodyError) return problem.error === 'invalid_grant';
  if (problem instanceof Declined) return isDeclinedAsSpent(problem);
  return isAway(problem);
};

const isDeclinedAsSpent = ({ answer }: Declined): boolean => {
  if (answer.status === 401) return true;
  return answer.status === 403 && objectOf(answer)['code'] === 'accessDenied';
};
