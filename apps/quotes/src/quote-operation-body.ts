import { mefValidator } from '#contracts';
import { Refused } from '#event-sourcing';

/** JSON Schema of `QuoteOperationData`: the body of `cancelQuote` and `declineQuote`. */
export const quoteOperationSchema = {
  type: 'object',
  required: ['quoteId'],
  additionalProperties: false,
  properties: {
    quoteId: { type: 'string', minLength: 1, maxLength: 200 },
    reason: { type: 'string', maxLength: 1000 },
  },
} as const;

const problemsOf = mefValidator(quoteOperationSchema);

/** Throws `Refused('invalid-body', {problems})`. */
export const quoteOperationOf = (body: unknown): { readonly quoteId: string; readonly reason?: string } => {
  const problems = problemsOf(body);
  if (problems.length > 0) throw new Refused('invalid-body', { problems });
  return body as { readonly quoteId: string; readonly reason?: string };
};

/** MEF 115: cancelling or declining what is not there, or not the Buyer's, is a reference that is not found, not a 404. */
export const toProblems = (error: unknown): never => {
  if (error instanceof Refused && error.reason === 'quote-not-found')
    throw problem('quote-not-found', 'referenceNotFound', 'There is no such quote');
  if (error instanceof Refused && error.reason === 'quote-not-in-state')
    throw problem('quote-not-in-state', 'otherIssue', 'The state of the quote does not allow this');
  throw error;
};

const problem = (refusal: string, code: string, reason: string): Refused =>
  new Refused(refusal, { problems: [{ code, propertyPath: '/quoteId', reason }] });
