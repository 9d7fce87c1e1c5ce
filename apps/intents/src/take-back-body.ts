import { mefValidator } from '#contracts';
import { Refused } from '#event-sourcing';

/** JSON Schema of the body of `DELETE /intents/{intentId}`, which may be left out. */
export const takeBackBodySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    reason: { type: 'string', minLength: 1, maxLength: 1000, description: 'Why, in your words' },
  },
} as const;

const problemsOf = mefValidator(takeBackBodySchema);

/** What the client has to say about it. Throws `Refused('invalid-body', {problems})`. */
export const noteOf = (body: unknown): { readonly note?: string } => {
  const given = body ?? {};
  const problems = problemsOf(given);
  if (problems.length > 0) throw new Refused('invalid-body', { problems });
  const { reason } = given as { readonly reason?: string };
  return reason === undefined ? {} : { note: reason };
};
