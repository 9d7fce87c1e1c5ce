import { quoteCreateProblems } from '#contracts';
import { exampleQuote, examples, isExample } from './quotes.js';

describe('the example quotes', () => {
  it.each(Object.keys(examples).filter(isExample))(
    '%s keeps to the Quote_Create contract v8',
    async (name) => {
      expect(quoteCreateProblems(await exampleQuote(name))).toEqual([]);
    },
  );
});
