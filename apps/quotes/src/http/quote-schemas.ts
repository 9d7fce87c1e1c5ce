/** JSON Schemas of what the quote API answers, for its OpenAPI document; members as Sonata Quote Management 8.0.1 names them. */

const text = { type: 'string' } as const;
const time = { type: 'string', format: 'date-time' } as const;
const list = (items: object) => ({ type: 'array', items });

const quoteState = {
  enum: [
    'accepted',
    'acknowledged',
    'answered',
    'approved.orderable',
    'approved.orderableAlternate',
    'cancelled',
    'declined',
    'expired',
    'inProgress',
    'inProgress.draft',
    'rejected',
    'unableToProvide',
  ],
};
const quoteLevel = { enum: ['budgetary', 'firmSubjectToFeasibilityCheck', 'firm'] };
const money = { type: 'object', properties: { unit: text, value: { type: 'number' } } };

const price = {
  type: 'object',
  properties: {
    name: text,
    priceType: { enum: ['recurring', 'nonRecurring', 'usageBased'] },
    recurringChargePeriod: { enum: ['hour', 'day', 'week', 'month', 'year'] },
    price: { type: 'object', required: ['dutyFreeAmount'], properties: { dutyFreeAmount: money } },
  },
};

const item = {
  type: 'object',
  required: ['id', 'action', 'state'],
  properties: {
    id: text,
    action: { enum: ['add', 'modify', 'delete'] },
    state: text,
    quoteItemPrice: list(price),
    quoteItemTerm: list({ type: 'object' }),
    quoteItemInstallationInterval: { type: 'object' },
    subjectToFeasibilityCheck: { type: 'boolean' },
    terminationError: list({ type: 'object', properties: { code: text, propertyPath: text, value: text } }),
  },
};

const summary = {
  id: text,
  state: quoteState,
  quoteLevel,
  externalId: text,
  projectId: text,
  quoteDate: time,
  requestedQuoteCompletionDate: time,
  expectedQuoteCompletionDate: time,
  effectiveQuoteCompletionDate: time,
};

/** `Quote`. */
export const quoteSchema = {
  type: 'object',
  required: ['id', 'quoteDate', 'quoteItem', 'buyerRequestedQuoteLevel', 'instantSyncQuote'],
  properties: {
    ...summary,
    href: text,
    buyerRequestedQuoteLevel: { enum: ['budgetary', 'firm'] },
    instantSyncQuote: { type: 'boolean' },
    description: text,
    validFor: { type: 'object', properties: { endDateTime: time } },
    note: list({ type: 'object' }),
    relatedContactInformation: list({ type: 'object' }),
    quoteItem: list(item),
    stateChange: list({
      type: 'object',
      required: ['changeDate', 'state'],
      properties: { changeDate: time, state: quoteState, changeReason: text },
    }),
  },
};

/** `Quote_Find`. */
export const quoteFindSchema = { type: 'object', required: ['state'], properties: summary };

const error = (...codes: readonly string[]) => ({
  type: 'object',
  required: ['code', 'reason'],
  properties: {
    code: { enum: codes },
    reason: { ...text, maxLength: 255 },
    message: text,
    referenceError: text,
  },
});

const problem = error(
  'missingProperty',
  'invalidValue',
  'invalidFormat',
  'referenceNotFound',
  'unexpectedProperty',
  'tooManyRecords',
  'otherIssue',
);

/** `Error400` and its kind, by status. */
export const errorSchemas: Readonly<Record<number, object>> = {
  400: error('missingQueryParameter', 'missingQueryValue', 'invalidQuery', 'invalidBody'),
  401: error('missingCredentials', 'invalidCredentials'),
  403: error('accessDenied', 'forbiddenRequester', 'tooManyUsers'),
  404: error('notFound'),
  406: error('invalidBody'),
  413: error('invalidBody'),
  415: error('invalidBody'),
  422: list({ ...problem, properties: { ...problem.properties, propertyPath: text } }),
  500: error('internalError'),
};
