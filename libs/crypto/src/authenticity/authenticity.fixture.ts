import { jwkThumbprint } from '../jwk/thumbprint.js';
import { type Composed, composeMessage, type Draft } from './compose-message.js';
import { beginConversation, type Conversation } from './conversation.js';
import { EVIDENCE_FORMAT, type Evidence, type RecordedMessage } from './evidence/evidence.js';
import { type Carrier, type Heard, hearMessage, type Hearing } from './hear-message.js';
import { type Message } from './message.js';
import { openMessage } from './open-message.js';
import { decryptionOf, type Party, peerOf } from './party.fixture.js';
import { payloadHashOf } from './payload-hash.js';
import { seedOf } from './secrets.js';
import { signWith } from './sign.js';

export { makeParty, peerOf, type Party } from './party.fixture.js';

export const start = new Date('2026-11-26T12:00:00Z');
export const request = { method: 'POST', target: 'https://api.seller.example/quote' };

/** What goes over the wire: a body, and the message in the header beside it. */
export interface Sent {
  readonly jws: string;
  readonly carrier: Carrier;
  readonly body: unknown;
}

interface Side {
  conversation: Conversation;
  /** The secret that the last message brought, and the one before. */
  last: string;
  spent?: string;
}

/** A Buyer and a Seller who talk: each knows what an honest side would. */
export class Talk {
  now = start;
  readonly wire: Sent[] = [];
  /** Every secret in its order, the seed first. */
  readonly secrets: string[];
  private readonly sides: Record<'buyer' | 'seller', Side>;

  constructor(
    readonly buyer: Party,
    readonly seller: Party,
    readonly id = 'conversation-0000000000001',
    readonly intentId = 'urn:assent:intent:1',
  ) {
    const seed = seedOf('resource-token', id);
    const conversation = beginConversation({ id, initiator: buyer.id, responder: seller.id, seed });
    this.sides = { buyer: { conversation, last: seed }, seller: { conversation, last: seed } };
    this.secrets = [seed];
  }

  conversationOf(side: 'buyer' | 'seller'): Conversation {
    return this.sides[side].conversation;
  }

  /** What a side would send next, without having sent it. */
  async compose(
    by: 'buyer' | 'seller',
    body: unknown,
    change: Partial<Draft> = {},
  ): Promise<Sent & Composed> {
    const { conversation, last, spent } = this.sides[by];
    const first = conversation.sequence === 0;
    const hash = payloadHashOf(body);
    const carrier = {
      ...(by === 'buyer' ? request : { status: 201 }),
      ...(hash !== undefined && { payloadHash: hash }),
    };
    const composed = await composeMessage({
      conversation,
      sign: signWith(this[by].signing),
      now: this.now,
      carrier,
      domain: this[by].domains[0]!,
      ...(first && { intentId: this.intentId }),
      previousSecret: last,
      ...(spent !== undefined && { spentSecret: spent }),
      encryptTo: this[by === 'buyer' ? 'seller' : 'buyer'].recipient,
      ...change,
    });
    return { ...composed, jws: composed.message.jws, carrier: change.carrier ?? carrier, body };
  }

  /** Judges what came, as a side would, and changes nothing. */
  async judge(
    by: 'buyer' | 'seller',
    { jws, carrier }: Pick<Sent, 'jws' | 'carrier'>,
    change: Partial<Hearing> = {},
  ): Promise<Heard> {
    const from = this[by === 'buyer' ? 'seller' : 'buyer'];
    const message = await openMessage(jws, peerOf(from), this[by].id);
    return this.hear(by, message, { carrier, ...change });
  }

  hear(
    by: 'buyer' | 'seller',
    message: Message,
    change: Partial<Hearing> & Pick<Hearing, 'carrier'>,
  ): Promise<Heard> {
    const from = this[by === 'buyer' ? 'seller' : 'buyer'];
    return hearMessage(message, {
      conversation: this.sides[by].conversation,
      domains: from.domains,
      intentId: this.intentId,
      decryptionKey: decryptionOf(this[by]),
      now: this.now,
      ...change,
    });
  }

  /** One message from side to side, heard as it should be. */
  async say(by: 'buyer' | 'seller', body: unknown, change: Partial<Draft> = {}): Promise<Sent> {
    const sent = await this.compose(by, body, change);
    const to = by === 'buyer' ? 'seller' : 'buyer';
    const heard = await this.judge(to, sent);
    if (heard.place !== 'next') throw new Error('an honest message was taken for a repeat');
    for (const side of [by, to] as const) {
      const { last } = this.sides[side];
      this.sides[side] = { conversation: heard.conversation, last: heard.secrets.new_secret, spent: last };
    }
    this.secrets.push(sent.newSecret);
    this.wire.push({ jws: sent.jws, carrier: sent.carrier, body });
    return sent;
  }

  /** A request and its answer. */
  async exchange(number = 1): Promise<void> {
    await this.say('buyer', { ask: number });
    await this.say('seller', { answer: number });
  }

  evidence(messages: readonly RecordedMessage[] = this.wire.map(recorded)): Evidence {
    const { id, buyer, seller, intentId } = this;
    return {
      format: EVIDENCE_FORMAT,
      exportedAt: '2026-11-26T13:00:00.000Z',
      exportedBy: buyer.id,
      conversations: [
        {
          conversation: id,
          initiator: buyer.id,
          responder: seller.id,
          intentId,
          messages,
          disclosed: { [this.wire.length - 1]: this.secrets[this.wire.length - 1]! },
        },
      ],
      keys: [buyer, seller].map(({ id: party, publicJwk }) => ({
        party,
        kid: publicJwk.kid!,
        thumbprint: jwkThumbprint(publicJwk),
        jwk: publicJwk,
      })),
    };
  }
}

export const recorded = ({ jws, body }: Sent): RecordedMessage => ({
  message: jws,
  recordedAt: '2026-11-26T12:30:00.000Z',
  payload: body,
});

/** `next`, `repeat`, or the reason of the refusal. */
export const outcomeOf = async (work: Promise<Heard>): Promise<string> =>
  work.then(
    ({ place }) => place,
    (error: unknown) => (error as { reason?: string }).reason ?? String(error),
  );
