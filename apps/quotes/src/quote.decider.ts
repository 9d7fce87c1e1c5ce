import { type Decider, Refused } from '#event-sourcing';
import { mustBeConsented } from './create-quote.policies.js';
import type { AdvanceQuote } from './advance-quote.js';
import type { CancelQuote } from './cancel-quote.js';
import type { CreateQuote } from './create-quote.js';
import type { DeclineQuote } from './decline-quote.js';
import { exchanged, refused } from './exchange.policies.js';
import type { Pace, QuoteCommand } from './quote.commands.js';
import { evolve } from './quote.evolve.js';
import type { Quote, QuoteCreated, QuoteEvent, QuoteFacts, QuoteState } from './quote.js';

/**
 * A quote: acknowledged → inProgress → approved.orderable | answered | unableToProvide; cancelled from inProgress;
 * declined or expired from approved.orderable (MEF 115, Quote states).
 */
export const quoteDecider: Decider<QuoteCommand, QuoteEvent, Quote> = {
  kind: 'quote',
  initial: { state: 'none' },
  decide(command, quote) {
    switch (command.type) {
      case 'CreateQuote':
        return create(command, quote);
      case 'AdvanceQuote':
        return advance(command, quote);
      case 'CancelQuote':
        return end(command, quote, { from: ['inProgress'], to: 'cancelled' });
      case 'DeclineQuote':
        return end(command, quote, { from: ['approved.orderable'], to: 'declined' });
      case 'RecordExchange':
        return [...exchanged(command.exchange, keptBy(quote), command.context.at)];
      case 'RefuseMessage':
        return [...refused(command, keptBy(quote))];
    }
  },
  evolve,
};

const create = (command: CreateQuote, quote: Quote): QuoteEvent[] => {
  if (quote.state !== 'none') throw new Refused('intent-already-used');
  mustBeConsented(command);
  const { presented, intent } = command.details;
  const { at } = command.context;
  return [
    created(command),
    { type: 'IntentConsumed', intentId: presented.intentId, usage: intent?.usage ?? 'single', at },
    ...exchanged(command.details.exchange, undefined, at),
  ];
};

const created = ({ quoteId, context: { at }, details }: CreateQuote): QuoteCreated => {
  const { presented, request, offer, pace } = details;
  const state = request.instantSyncQuote ? answerTo(request.buyerRequestedQuoteLevel, offer) : 'acknowledged';
  return {
    type: 'QuoteCreated',
    quoteId,
    clientId: presented.clientId,
    buyerId: details.buyerId,
    intentId: presented.intentId,
    grantId: presented.grantId,
    accessTokenId: presented.accessTokenId,
    ...present('resourceTokenId', presented.resourceTokenId),
    state,
    level: request.buyerRequestedQuoteLevel,
    ...present('externalId', request.externalId),
    ...present('projectId', request.projectId),
    ...present('requestedQuoteCompletionDate', inUtc(request.requestedQuoteCompletionDate)),
    expectedQuoteCompletionDate: request.instantSyncQuote ? at : later(at, pace.acknowledge + pace.work),
    offer,
    payloadHash: details.payloadHash,
    ...present('fingerprint', details.fingerprint),
    at,
    ...timesOf(state, at, pace),
    request,
  };
};

const advance = ({ context: { at }, pace }: AdvanceQuote, quote: Quote): QuoteEvent[] => {
  if (quote.state === 'none' || quote.dueAt === undefined || at < quote.dueAt) return [];
  const state = next(quote);
  return state ? [{ type: 'QuoteStateChanged', state, at, ...timesOf(state, at, pace) }] : [];
};

const next = (quote: QuoteFacts): QuoteState | undefined => {
  switch (quote.state) {
    case 'acknowledged':
      return 'inProgress';
    case 'inProgress':
      return answerTo(quote.level, quote.offer);
    case 'approved.orderable':
    case 'answered':
      return 'expired';
    case 'unableToProvide':
    case 'cancelled':
    case 'declined':
    case 'expired':
      return undefined;
  }
};

// A budgetary quote is an answer, but nothing that can be ordered (MEF 80 §8.4).
const answerTo = (level: QuoteFacts['level'], offer: QuoteFacts['offer']): QuoteState => {
  if (offer.some((item) => 'obstacle' in item)) return 'unableToProvide';
  return level === 'firm' ? 'approved.orderable' : 'answered';
};

const end = (
  { context: { at }, details }: CancelQuote | DeclineQuote,
  quote: Quote,
  move: { readonly from: readonly QuoteState[]; readonly to: QuoteState },
): QuoteEvent[] => {
  // Nobody learns of another party's quotes: they are as good as unknown.
  if (quote.state === 'none' || quote.clientId !== details.clientId) throw new Refused('quote-not-found');
  if (details.buyerId !== undefined && quote.buyerId !== details.buyerId)
    throw new Refused('quote-not-found');
  const messages = exchanged(details.exchange, quote.conversation, at);
  const hasRunOut = quote.validUntil !== undefined && at >= quote.validUntil;
  if (hasRunOut || !move.from.includes(quote.state)) throw new Refused('quote-not-in-state');
  return [
    { type: 'QuoteStateChanged', state: move.to, at, ...present('changeReason', details.reason) },
    ...messages,
  ];
};

const keptBy = (quote: Quote) => (quote.state === 'none' ? undefined : quote.conversation);

const timesOf = (state: QuoteState, at: string, pace: Pace): { dueAt?: string; validUntil?: string } => {
  switch (state) {
    case 'acknowledged':
      return { dueAt: later(at, pace.acknowledge) };
    case 'inProgress':
      return { dueAt: later(at, pace.work) };
    case 'approved.orderable':
    case 'answered':
      return { dueAt: later(at, pace.validity), validUntil: later(at, pace.validity) };
    case 'unableToProvide':
    case 'cancelled':
    case 'declined':
    case 'expired':
      return {};
  }
};

const later = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1000).toISOString();

const inUtc = (time: string | undefined): string | undefined => time && new Date(time).toISOString();

const present = <K extends string, V>(key: K, value: V | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
