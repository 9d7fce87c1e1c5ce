import { mefValidator } from '#contracts';
import { Refused } from '#event-sourcing';

/** Which of its quotes a Buyer wants to see. */
export interface QuoteFilter {
  readonly equal: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly before: Readonly<Record<string, string>>;
  readonly offset: number;
  readonly limit: number;
  /** More was asked for than a page holds. */
  readonly throttled: boolean;
}

/** The longest page. */
const MOST = 100;

const time = { type: 'string', format: 'date-time' } as const;
const text = { type: 'string', minLength: 1 } as const;
const count = { type: 'string', pattern: '^(0|[1-9][0-9]{0,8})$' } as const;

const states = [
  'accepted',
  'acknowledged',
  'answered',
  'approved.orderable',
  'approved.orderableAlternate',
  'cancelled',
  'unableToProvide',
  'declined',
  'expired',
  'inProgress',
  'inProgress.draft',
  'rejected',
];

const dates = [
  'quoteDate',
  'requestedQuoteCompletionDate',
  'expectedQuoteCompletionDate',
  'effectiveQuoteCompletionDate',
];

const equals: Readonly<Record<string, object>> = {
  state: { enum: states },
  quoteLevel: { enum: ['budgetary', 'firmSubjectToFeasibilityCheck', 'firm'] },
  externalId: text,
  projectId: text,
};

/** The query of `listQuote` (Sonata Quote Management 8.0.1), by parameter. */
export const listQuoteParameters: Readonly<Record<string, object>> = {
  ...equals,
  ...Object.fromEntries(dates.flatMap((date) => [`${date}.gt`, `${date}.lt`]).map((name) => [name, time])),
  buyerId: text,
  sellerId: text,
  offset: count,
  limit: count,
};

const problemsOf = mefValidator({
  type: 'object',
  properties: listQuoteParameters,
  additionalProperties: false,
});

/** Throws `Refused('invalid-query')`. */
export const quoteFilter = (query: Readonly<Record<string, string | undefined>>): QuoteFilter => {
  if (problemsOf(query).length > 0) throw new Refused('invalid-query');
  const limit = query['limit'] === undefined ? MOST : Number(query['limit']);
  const pick = (names: readonly string[], suffix = '') =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = query[`${name}${suffix}`];
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    equal: pick(Object.keys(equals)),
    after: pick(dates, '.gt'),
    before: pick(dates, '.lt'),
    offset: Number(query['offset'] ?? 0),
    limit: Math.min(limit, MOST),
    throttled: limit > MOST,
  };
};
