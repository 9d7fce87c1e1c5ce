import { type MefProblem, mefValidator, type MefValidator } from './mef-problems.js';
import { type QuoteCreate, quoteCreateSchema } from './quote-create.js';

const againstSchema = mefValidator(quoteCreateSchema);

/** What is wrong with a `Quote_Create` body: first its form, then what its items say of each other. */
export const quoteCreateProblems: MefValidator = (body) => {
  const problems = againstSchema(body);
  return problems.length > 0 ? problems : itemProblems(body as QuoteCreate);
};

const itemProblems = (quote: QuoteCreate): MefProblem[] => {
  const ids = quote.quoteItem.map((item) => item.id);
  const known = new Set(ids);
  return quote.quoteItem.flatMap((item, index) => [
    ...(ids.indexOf(item.id) === index ? [] : [repeatedId(index)]),
    // MEF 115: a related item is one of the same quote.
    ...(item.quoteItemRelationship ?? []).flatMap((related, at) =>
      known.has(related.id) ? [] : [unknownItem(index, at)],
    ),
  ]);
};

const repeatedId = (index: number): MefProblem => ({
  code: 'invalidValue',
  propertyPath: `/quoteItem/${index}/id`,
  reason: 'Another item of this quote has the same id',
});

const unknownItem = (index: number, at: number): MefProblem => ({
  code: 'referenceNotFound',
  propertyPath: `/quoteItem/${index}/quoteItemRelationship/${at}/id`,
  reason: 'No item of this quote has this id',
});
