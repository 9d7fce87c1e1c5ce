import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { PublicClient } from '#contracts';
import { Untrusted } from '#crypto';
import { type Context, EventStore, isErased, Refused } from '#event-sourcing';
import type { Exchange, KeptConversation } from '../exchange.js';
import { quotes } from '../quote.aggregate.js';
import type { QuoteFacts } from '../quote.js';
import { quotesPath } from '../quotes-path.js';
import { RefuseMessage } from '../refuse-message.js';
import { Conversations, type OpenedMessage, type VouchedRequest } from './conversations.js';
import { messageRefusal } from './message-refusal.js';
import { OpenedMessages } from './opened-messages.js';

/** What is answered: a body, and the message that vouches for it, where there is a conversation. */
export interface Answer {
  readonly body: object;
  readonly message?: string;
}

/** A message on its way through one request. */
export interface Hearing {
  readonly context: Context;
  readonly opened: OpenedMessage;
  readonly quoteId: string;
}

/** How a conversation begins. */
export interface Opening {
  /** What the Buyer was given for this intent: it stands for the first shared secret. */
  readonly credential: string;
  readonly intentId: string;
  /** The body that will be answered with 201. Throws what the command would throw. */
  readonly preview: () => object;
  readonly run: (exchange: Exchange) => Promise<unknown>;
}

/** Answers that were prepared for a request about a quote, and what makes them true. */
export interface Work {
  readonly status: number;
  readonly body: object;
  /** Without an exchange where the request has no message. */
  readonly run: (exchange?: Exchange) => Promise<unknown>;
}

/** Hears messages and answers them, so that what was asked and what was said about it are one append. */
@Injectable()
export class Exchanges {
  /** Identifier of the quote API: the base of its addresses. */
  readonly resource: string;

  constructor(
    private readonly conversations: Conversations,
    private readonly store: EventStore,
    private readonly commands: CommandBus,
    private readonly openedMessages: OpenedMessages,
  ) {
    this.resource = `${conversations.issuer}${quotesPath}`;
  }

  /** The message of a request, if there is one. Throws `Refused('message-missing' | 'message-malformed' | …)`. */
  async open(request: VouchedRequest, client: PublicClient): Promise<OpenedMessage | undefined> {
    try {
      const opened = await this.conversations.open(request, client);
      if (opened) this.openedMessages.keep(request.raw, opened);
      return opened;
    } catch (error) {
      throw messageRefusal(error);
    }
  }

  /** The first exchange of a conversation. Nothing is read before it: that there was one already, the append finds out. */
  async begin(hearing: Hearing, { credential, intentId, preview, run }: Opening): Promise<Answer> {
    const { opened } = hearing;
    try {
      const before = this.conversations.begin(opened, credential);
      const heard = await this.conversations.hear(opened, before, intentId);
      return await this.answer(opened, heard, { status: 201, body: preview(), run });
    } catch (error) {
      return this.heardBefore(hearing, error);
    }
  }

  /** The next exchange about a quote, or work without one where the request has no message. */
  async within(hearing: Hearing | undefined, quote: QuoteFacts, work: Work): Promise<Answer> {
    if (!hearing) {
      await work.run();
      return { body: work.body };
    }
    try {
      const heard = await this.hear(hearing.opened, quote.conversation);
      if (heard.place === 'repeat') return keptAnswer(quote.conversation);
      return await this.answer(hearing.opened, heard, work);
    } catch (error) {
      return this.heardBefore(hearing, error);
    }
  }

  private async answer(
    opened: OpenedMessage,
    heard: Awaited<ReturnType<Conversations['hear']>>,
    { status, body, run }: Pick<Work, 'status' | 'body'> & Pick<Opening, 'run'>,
  ): Promise<Answer> {
    if (heard.place === 'repeat') throw new Refused('message-not-next');
    const exchange = await this.conversations.answer(opened, heard, status, body);
    await run(exchange);
    return { body, message: exchange.sent.message };
  }

  /**
   * After a failure: the same message may have been heard before, in another process or another life of this one, and then
   * has the answer that it had. Otherwise it is refused, and written down if it has no place in the conversation.
   */
  private async heardBefore(hearing: Hearing, error: unknown): Promise<Answer> {
    if (error instanceof Refused && error.reason === 'storage-unavailable') throw error;
    const { opened, quoteId } = hearing;
    const quote = (await this.store.load(quotes, quoteId))?.state;
    const own = quote?.state !== 'none' && quote?.clientId === opened.client.clientId;
    if (!own || (!quote.conversation && !(error instanceof Untrusted)))
      throw messageRefusal(asRefused(error));
    try {
      const heard = await this.hear(opened, quote.conversation);
      if (heard.place === 'repeat') return keptAnswer(quote.conversation);
    } catch (reason) {
      if (reason instanceof Untrusted) await this.writeDown(hearing, reason);
      throw messageRefusal(reason);
    }
    throw messageRefusal(asRefused(error));
  }

  private hear(opened: OpenedMessage, kept: KeptConversation | undefined) {
    if (!kept) throw new Untrusted('foreign-conversation');
    return this.conversations.hear(opened, kept.now);
  }

  private async writeDown({ context, opened, quoteId }: Hearing, { reason }: Untrusted): Promise<void> {
    const { hash: messageHash, claims } = opened.message;
    const { conversation, sequence } = claims;
    await this.commands.execute(
      new RefuseMessage(context, quoteId, { conversation, sequence, messageHash, reason }),
    );
  }
}

// The id of a quote is that of its intent, so who finds it taken has used the intent.
const asRefused = (error: unknown): unknown =>
  error instanceof Refused && error.reason === 'version-mismatch'
    ? new Refused('intent-already-used')
    : error;

const keptAnswer = (kept: KeptConversation | undefined): Answer => {
  const { body, message } = kept!.answer;
  if (isErased(body)) throw new Refused('personal-data-erased');
  return { body: body as object, message };
};
