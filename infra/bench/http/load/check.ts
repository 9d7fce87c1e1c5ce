import type { Answer } from './connection.js';

/** The JSON of an answer, when its status is the one that has to be. Throws with both otherwise. */
export const demand = (
  answer: Answer,
  status: number,
  ...members: readonly string[]
): Record<string, unknown> => {
  if (answer.status !== status)
    throw new Error(`${answer.status} instead of ${status}: ${answer.body.slice(0, 300)}`);
  const body = JSON.parse(answer.body) as Record<string, unknown>;
  for (const member of members)
    if (body[member] === undefined)
      throw new Error(`an answer without ${member}: ${answer.body.slice(0, 300)}`);
  return body;
};
