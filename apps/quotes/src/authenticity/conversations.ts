import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PublicClient } from '#contracts';
import { authenticity, type FindKey, type PublicJwk } from '#crypto';
import { Clock, Refused } from '#event-sourcing';
import { ClientMessages, profileOf } from '#oauth';
import { CoreSettings } from '#service';
import type { Exchange } from '../exchange.js';
import { SellersKeys } from './sellers-keys.js';
import { domainOf, domainsOf } from './trust-domain.js';

/** A request of the quote API, as far as a message vouches for it. */
export interface VouchedRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** Value of `x-payload-authenticity`. */
  readonly message: string | undefined;
  /** As it was parsed: JSON, or the text of a signed one. */
  readonly body?: unknown;
  readonly contentType: string | undefined;
  readonly accept: string | undefined;
  /** Value of `x-jws-signature`. */
  readonly signature: string | undefined;
  /** Values of `Resource-Token` and `x-idempotency-key`. */
  readonly resourceToken: string | undefined;
  readonly idempotencyKey: string | undefined;
  readonly query: unknown;
  /** What stands for the request while it is answered. */
  readonly raw: object;
}

/** A message that its client has signed. */
export interface OpenedMessage {
  readonly message: authenticity.Message;
  readonly client: PublicClient;
  readonly carrier: authenticity.Carrier;
  /** The key that it verified by. */
  readonly jwk: PublicJwk;
}

type Next = Extract<authenticity.Heard, { place: 'next' }>;

/** The Seller's side of conversations (draft W128 §9): hears messages of clients, and answers in kind. */
@Injectable()
export class Conversations {
  readonly issuer: string;
  readonly domain: string;

  constructor(
    private readonly own: SellersKeys,
    private readonly messages: ClientMessages,
    private readonly clock: Clock,
    { issuer }: CoreSettings,
  ) {
    this.issuer = issuer;
    this.domain = domainOf(issuer);
  }

  /**
   * The message of a request; undefined where there is none and none is demanded (D18: by the client's profile or its own wish).
   * Throws `Untrusted`, `Refused('message-missing' | 'jwks-unavailable')`.
   */
  async open(request: VouchedRequest, client: PublicClient): Promise<OpenedMessage | undefined> {
    if (request.message === undefined) {
      if (isRequired(client)) throw new Refused('message-missing');
      return undefined;
    }
    const seen: { key?: KeyObject } = {};
    const peer = {
      id: client.clientId,
      key: remembering(this.messages.keysOf(client), seen),
      algorithms: profileOf(client).signingAlgorithms,
      domains: domainsOf(client),
    };
    const message = await authenticity.openMessage(request.message, peer, this.issuer);
    return { message, client, carrier: this.carrierOf(request), jwk: publicHalf(seen.key!, message.kid) };
  }

  /** The state before the first message: what opens a conversation about an intent is its resource token. */
  begin({ message, client }: OpenedMessage, credential: string): authenticity.Conversation {
    const id = message.claims.conversation;
    const seed = authenticity.seedOf(credential, id);
    return authenticity.beginConversation({ id, initiator: client.clientId, responder: this.issuer, seed });
  }

  /** Throws `Untrusted`. */
  async hear(
    { message, client, carrier }: OpenedMessage,
    conversation: authenticity.Conversation,
    intentId?: string,
  ): Promise<authenticity.Heard> {
    const keys = await this.own.decryptionKeys();
    return authenticity.hearMessage(message, {
      conversation,
      carrier,
      domains: domainsOf(client),
      decryptionKey: (header) => keys.find(header),
      now: this.clock.now(),
      ...(intentId !== undefined && { intentId }),
    });
  }

  /** The next message with its answer, ready to be written down with what it asks for. Throws `Untrusted('unusable-encryption-key' | …)`. */
  async answer(opened: OpenedMessage, heard: Next, status: number, body: object): Promise<Exchange> {
    const { message, jwk } = opened;
    const carrier = { status, payloadHash: authenticity.payloadHashOf(body)! };
    const composed = await authenticity.composeMessage({
      conversation: heard.conversation,
      sign: this.own.sign,
      now: this.clock.now(),
      carrier,
      domain: this.domain,
      previousSecret: heard.secrets.new_secret,
      spentSecret: heard.secrets.previous_secret,
      encryptTo: await this.recipientOf(opened),
    });
    const own = await this.own.publicKey(composed.message.kid);
    return {
      accepted: recorded(message, jwk, heard.conversation),
      sent: { ...recorded(composed.message, own, composed.conversation), status, body },
    };
  }

  /** Signs that a message is refused, by what body. */
  refuse({ message, client }: OpenedMessage, status: number, body: unknown): Promise<string> {
    const payloadHash = authenticity.payloadHashOf(body);
    return authenticity.signRefusal(this.own.sign, {
      iss: this.issuer,
      aud: client.clientId,
      iat: Math.floor(this.clock.now().getTime() / 1000),
      conversation: message.claims.conversation,
      domain: this.domain,
      refused_message: message.hash,
      status,
      ...(payloadHash !== undefined && { payload_hash: payloadHash }),
    });
  }

  private carrierOf({ method, url, body }: VouchedRequest): authenticity.Carrier {
    const payloadHash = authenticity.payloadHashOf(body);
    return { method, target: `${this.issuer}${url}`, ...(payloadHash !== undefined && { payloadHash }) };
  }

  private recipientOf({ message: { claims }, client }: OpenedMessage) {
    if (claims.reply_jwk !== undefined) return authenticity.secretsRecipient(claims.reply_jwk);
    return this.messages.recipientOf(client, 'ECDH-ES');
  }
}

const isRequired = (client: PublicClient): boolean =>
  client.payloadAuthenticity === 'required' || profileOf(client).payloadAuthenticity === 'required';

const recorded = (
  { jws, hash, kid, claims }: authenticity.Message,
  jwk: PublicJwk,
  after: authenticity.Conversation,
) => ({
  conversation: claims.conversation,
  sequence: claims.sequence,
  message: jws,
  messageHash: hash,
  kid,
  jwk,
  after,
});

const remembering =
  (find: FindKey, seen: { key?: KeyObject }): FindKey =>
  async (header) =>
    (seen.key = (await find(header)) as KeyObject);

const exported = new WeakMap<KeyObject, PublicJwk>();

/** The key as JSON, exported once: key sets give the same object each time. */
const publicHalf = (key: KeyObject, kid: string): PublicJwk => {
  const known = exported.get(key) ?? (key.export({ format: 'jwk' }) as PublicJwk);
  exported.set(key, known);
  return { ...known, kid };
};
