import { authenticity, opaqueId, type PublicJwk, type SigningKey } from '#crypto';
import type { Answered, RunningService, Sent } from '#testing';
import { quotesPath } from '../quotes-path.js';
import type { TalkingBuyer } from './talking-buyer.js';
import type { Consented } from './world.js';

const algorithms = ['ES256'];

/** What a message is made of, where it is not what an honest Buyer would take. */
export interface Change {
  readonly draft?: Partial<authenticity.Draft>;
  /** Signed with this key in place of the Buyer's own. */
  readonly key?: SigningKey;
  /** Claims that are replaced, or left out where they are undefined. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
}

/** A message that was made, and is not yet sent. */
export interface Prepared extends authenticity.Composed {
  readonly request: Request;
}

/** One conversation, from the Buyer's side. */
export class Dialogue {
  readonly id = opaqueId();
  conversation: authenticity.Conversation;
  quoteId = '';
  private last: string;
  private spent: string | undefined;

  constructor(
    readonly buyer: TalkingBuyer,
    private readonly service: RunningService,
    readonly consented: Consented,
  ) {
    const seed = authenticity.seedOf(consented.resourceToken, this.id);
    this.last = seed;
    this.conversation = authenticity.beginConversation({
      id: this.id,
      initiator: buyer.clientId,
      responder: service.issuer,
      seed,
    });
  }

  get create(): Request {
    return { method: 'POST', path: '/quote', body: this.consented.body, status: 201 };
  }

  get retrieve(): Request {
    return { method: 'GET', path: `/quote/${this.quoteId}`, status: 200 };
  }

  get cancel(): Request {
    return { method: 'POST', path: '/cancelQuote', body: { quoteId: this.quoteId }, status: 200 };
  }

  /** The next message, for a request. */
  async prepare(request: Request, { draft, key, claims }: Change = {}): Promise<Prepared> {
    const { buyer, service, conversation, last, spent } = this;
    const first = conversation.sequence === 0;
    const payloadHash = authenticity.payloadHashOf(request.body);
    const target = `${service.issuer}${quotesPath}${request.path}`;
    const composed = await authenticity.composeMessage({
      conversation,
      sign: changing(authenticity.signWith(key ?? buyer.key), claims),
      now: new Date(),
      carrier: { method: request.method, target, ...(payloadHash !== undefined && { payloadHash }) },
      domain: buyer.domain,
      ...(first && { intentId: this.consented.intent.intentId }),
      previousSecret: last,
      ...(spent !== undefined && { spentSecret: spent }),
      encryptTo: await buyer.sellerRecipient(),
      replyJwk: bare(buyer.encryption.publicJwk),
      ...draft,
    });
    return { ...composed, request };
  }

  /** Sends a request with a message, whatever that says. */
  async send(
    { message, request }: Pick<Prepared, 'message' | 'request'>,
    sent: Sent = {},
  ): Promise<Answered> {
    const scope = request.path.startsWith('/quote/') ? 'retrieveQuote' : request.path.slice(1);
    const token =
      request.path === '/quote'
        ? this.consented.token
        : await this.service.tokens.access({ clientId: this.buyer.clientId, scope });
    return this.service.send(request.method, `${quotesPath}${request.path}`, {
      token,
      ...(request.body !== undefined && { body: request.body }),
      ...sent,
      headers: {
        ...(request.path === '/quote' && { 'resource-token': this.consented.resourceToken }),
        'x-payload-authenticity': message.jws,
        ...sent.headers,
      },
    });
  }

  /** Sends a request and hears the answer as an honest Buyer does. Throws `Untrusted`. */
  async ask(request: Request, change: Change = {}): Promise<Answered> {
    const prepared = await this.prepare(request, change);
    const answer = await this.send(prepared);
    await this.hear(prepared, answer);
    return answer;
  }

  async hear(
    { newSecret, conversation, request }: Prepared,
    { status, headers, body }: Answered,
  ): Promise<void> {
    const keys = await this.buyer.sellerKeys();
    const { issuer } = this.service;
    const peer = { id: issuer, domains: ['localhost'], key: keys.find.bind(keys), algorithms };
    const jws = headers.get('x-payload-authenticity') ?? '';
    const message = await authenticity.openMessage(jws, peer, this.buyer.clientId);
    const heard = await authenticity.hearMessage(message, {
      conversation,
      carrier: { status: request.status, payloadHash: authenticity.payloadHashOf(body)! },
      domains: peer.domains,
      decryptionKey: () => this.buyer.encryption.decryption,
      now: new Date(),
    });
    if (heard.place !== 'next' || status !== request.status) throw new Error('no new answer');
    if (request.path === '/quote') this.quoteId = (body as { readonly id: string }).id;
    this.conversation = heard.conversation;
    this.spent = newSecret;
    this.last = heard.secrets.new_secret;
  }
}

const changing =
  (sign: authenticity.Sign, change: Change['claims'] = {}): authenticity.Sign =>
  (typ, claims) => {
    const all = Object.entries({ ...claims, ...change }).filter(([, value]) => value !== undefined);
    return sign(typ, Object.fromEntries(all));
  };

const bare = ({ kty, crv, x, y }: PublicJwk): PublicJwk => ({ kty, crv, x, y }) as PublicJwk;
