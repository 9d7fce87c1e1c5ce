import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Buyer } from '../buyer.js';
import { Buyers } from '../buyers.js';
import { Declined, objectOf, textOf } from '../seller/answer.js';
import { redeem, requestAuthorization } from '../seller/authorization.js';
import { stageIntent } from '../seller/intents.js';
import { createQuote, retrieveQuote } from '../seller/quotes.js';
import { redirectUriOf } from '../buyer.js';
import { notificationsOf } from '../listener/notifications.js';
import { describeQuote } from '../walk/describe-quote.js';
import { findByState, keepRequest, newRequestId, type QuoteRequest } from './requests.js';

export type CallbackParameters = Readonly<Record<string, unknown>>;

/** What the web page does at the Seller: stage, send to consent, take the answer, ask for the quote, follow it. */
@Injectable()
export class QuoteDesk {
  constructor(private readonly buyers: Buyers) {}

  /** Stages an intent for a quote; the person goes on at `request.authorization.url`. */
  async begin(buyer: Buyer, quote: unknown, browser: string): Promise<QuoteRequest> {
    const { configuration, token } = await this.buyers.connected(buyer);
    const { intentId } = await stageIntent(buyer, await token(), quote);
    const request: QuoteRequest = {
      id: newRequestId(),
      status: 'staged',
      title: describeQuote(quote),
      quote,
      intentId,
      authorization: await requestAuthorization(buyer, configuration, intentId, 'form_post'),
      browser: hash(browser),
      createdAt: new Date().toISOString(),
      quoteIdempotencyKey: randomUUID(),
    };
    await keepRequest(buyer, request);
    return request;
  }

  /** Takes the Seller's answer to consent; undefined when it belongs to no request of this browser. */
  async conclude(
    buyer: Buyer,
    parameters: CallbackParameters,
    browser: string,
  ): Promise<QuoteRequest | undefined> {
    const { state } = parameters;
    const request = typeof state === 'string' ? await findByState(buyer, state) : undefined;
    if (!request || request.browser !== hash(browser)) return undefined;
    if (request.status !== 'staged') return request; // the form was posted again
    const concluded = await this.ask(buyer, request, parameters);
    await keepRequest(buyer, concluded);
    return concluded;
  }

  /** The quote as it is now, read again when the Seller has told of a change since. */
  async refresh(buyer: Buyer, request: QuoteRequest): Promise<QuoteRequest> {
    const { quoteId, answerReadAt = '' } = request;
    if (quoteId === undefined) return request;
    const last = (await notificationsOf(buyer, quoteId)).at(-1);
    if (!last || last.receivedAt <= answerReadAt) return request;
    const { token } = await this.buyers.connected(buyer);
    const read = new Date().toISOString();
    const { intentId } = request;
    const answer = objectOf(await retrieveQuote(buyer, await token(), { quoteId, intentId }));
    const refreshed = { ...request, answer, answerReadAt: read };
    await keepRequest(buyer, refreshed);
    return refreshed;
  }

  private async ask(
    buyer: Buyer,
    request: QuoteRequest,
    parameters: CallbackParameters,
  ): Promise<QuoteRequest> {
    if (parameters['error'] === 'access_denied')
      return { ...request, status: 'declined', problem: 'The request was declined at the Seller.' };
    try {
      const { configuration, clientId } = await this.buyers.connected(buyer);
      const answer = new URL(`${redirectUriOf(buyer)}#${formOf(parameters)}`);
      const tokens = await redeem(configuration, answer, request.authorization, request.intentId);
      const read = new Date().toISOString();
      const { intentId, quoteIdempotencyKey: idempotencyKey } = request;
      const order = { intentId, clientId, tokens, idempotencyKey };
      const quoted = await createQuote(buyer, order, request.quote);
      const quoteId = textOf(quoted, 'id');
      return { ...request, status: 'quoted', quoteId, answer: objectOf(quoted), answerReadAt: read };
    } catch (problem) {
      return { ...request, status: 'failed', problem: inWords(problem) };
    }
  }
}

const formOf = (parameters: CallbackParameters): string =>
  new URLSearchParams(
    Object.entries(parameters).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  ).toString();

export const inWords = (problem: unknown): string => {
  if (problem instanceof Declined) return `The Seller refused: ${problem.message}`;
  return problem instanceof Error ? problem.message : 'Something went wrong.';
};

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url');
