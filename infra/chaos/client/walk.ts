import { randomUUID } from 'node:crypto';
import { flow, intentFor, ownQuote } from '#testing';
import type { Random } from '../random.js';
import type { Buyer } from './buyer.js';
import type { Kind, Ledger } from './ledger.js';
import type { Patience } from './patience.js';

/** Path of the Quote API below the issuer. */
export const quotesPath = '/mefApi/sonata/quoteManagement/v8/quote';

/** What walks: a registered Buyer, with a person of the Seller's who decides. */
export type WalkingBuyer = Pick<Buyer, 'client' | 'person' | 'browser' | 'send'>;

/** What every walk of a Buyer has in common. */
export interface WalkTools {
  readonly buyer: WalkingBuyer;
  readonly ledger: Ledger;
  readonly patience: Patience;
  readonly random: Random;
  /** Looks into what came of a consent, and the id_token that came with the code; what it throws is a surprise. */
  readonly read?: (tokens: flow.Tokens, front: string) => Promise<void>;
}

/** One way through steps 3 to 9, at times with a change of mind; every answer goes into the ledger. */
export class Walk {
  private readonly key = randomUUID();
  private readonly externalId = randomUUID();
  private front = '';
  private readonly payload = { ...ownQuote('new-ethernet-line'), externalId: this.externalId };

  constructor(readonly tools: WalkTools) {}

  /** Throws `OutOfTime`. */
  async run(): Promise<void> {
    const { random } = this.tools;
    await this.ownToken();
    const intent = await this.stage();
    if (intent === undefined) return;
    if (random.chance(0.15)) await this.amend(intent);
    if (random.chance(0.15)) return this.withdraw(intent);
    const code = await this.consent(intent);
    const tokens = code && (await this.redeem(code, intent));
    if (tokens) await this.quote(tokens, intent);
  }

  private async ownToken(): Promise<void> {
    const { buyer, patience, random } = this.tools;
    const form = { grant_type: 'client_credentials', scope: 'intents' };
    const { status, body } = await patience.settle('token', () => flow.token(buyer.client, form));
    if (status !== 200) return;
    const token = body.access_token;
    // Only tokens that are given up at once are asked about later: a token in use is followed by its intent.
    if (!random.chance(0.2)) return this.told('token', token);
    const ended = await patience.settle('revocation', () => flow.revoke(buyer.client, token));
    if (ended.status === 200) this.told('revocation', token);
  }

  private async stage(): Promise<string | undefined> {
    const { buyer, patience } = this.tools;
    const headers = { 'x-idempotency-key': this.key };
    const answer = await patience.settle('intent', () =>
      buyer.send<{ intentId: string }>('POST', '/intents', { headers, body: intentFor(this.payload) }),
    );
    if (answer.status !== 201) return undefined;
    this.told('intent', answer.body.intentId);
    return answer.body.intentId;
  }

  private async amend(intent: string): Promise<void> {
    const { buyer, patience } = this.tools;
    const purpose = `Price for a link, asked again as ${randomUUID()}`;
    const answer = await patience.settle('amendment', () =>
      buyer.send('PATCH', `/intents/${encodeURIComponent(intent)}`, { body: { purpose } }),
    );
    if (answer.status === 200) this.told('amendment', intent, { purpose });
  }

  private async withdraw(intent: string): Promise<void> {
    const { buyer, patience } = this.tools;
    const answer = await patience.settle('withdrawal', () =>
      buyer.send('DELETE', `/intents/${encodeURIComponent(intent)}`),
    );
    // A repeat of one that had its effect already is told that there is nothing left to take back.
    if (answer.status === 204 || answer.doubtful) this.told('withdrawal', intent);
  }

  private async consent(intent: string): Promise<string | undefined> {
    const { buyer, patience } = this.tools;
    // A person who reloads sends the same request from the same browser, and is taken up where they were.
    let query = await flow.authorizationQuery(buyer.client, intent);
    const signed = Date.now();
    const { body, doubtful } = await patience.settle('consent', async () => {
      if (Date.now() - signed > 240_000) query = await flow.authorizationQuery(buyer.client, intent);
      return flow
        .decide(buyer.client, buyer.person, query, { browser: buyer.browser })
        .then(answerOf, pageOf);
    });
    const code = body?.get('code');
    this.front = body?.get('id_token') ?? '';
    if (code) this.told('consent', intent);
    else this.giveUp('consent', body?.get('error_description') ?? body?.get('error') ?? 'a page', doubtful);
    return code ?? undefined;
  }

  private async redeem(code: string, intent: string): Promise<flow.Tokens | undefined> {
    const { buyer, patience } = this.tools;
    const asked = Date.now();
    const form = { grant_type: 'authorization_code', code, redirect_uri: buyer.client.redirectUri };
    const answer = await patience.settle('redemption', () => flow.token(buyer.client, form));
    if (answer.status === 200) {
      this.told('redemption', answer.body.access_token, { intent });
      await this.tools.read?.(answer.body, this.front).catch((error: unknown) => this.unread(error));
      return answer.body;
    }
    // The code was redeemed and the answer lost, or its minute went by meanwhile (RFC 6749 §4.1.2).
    const late = Date.now() - asked > 55_000;
    return this.giveUp('redemption', String(answer.body.error), answer.doubtful || late);
  }

  private unread(error: unknown): void {
    this.tools.ledger.surprise('redemption', `tokens that cannot be read: ${String(error)}`);
  }

  private async quote(tokens: flow.Tokens, intent: string): Promise<void> {
    const { buyer, patience } = this.tools;
    const asked = Date.now();
    const headers = { 'x-idempotency-key': this.key };
    const answer = await patience.settle('quote', () =>
      flow.createQuote(buyer.client, tokens, this.payload, headers),
    );
    if (answer.status === 201) return this.told('quote', answer.body.id, { intent });
    const late = Date.now() - asked > 240_000;
    this.giveUp('quote', JSON.stringify(answer.body), late);
  }

  private told(kind: Kind, id: string, facts: Record<string, string> = {}): void {
    const { ledger, buyer } = this.tools;
    const { clientId } = buyer.client;
    ledger.acknowledge({ kind, clientId, id, facts: { externalId: this.externalId, ...facts } });
  }

  private giveUp(kind: Kind, why: string, excused: boolean): undefined {
    if (excused) this.tools.ledger.giveUp(kind, why);
    else this.tools.ledger.surprise(kind, `no result: ${why}`);
  }
}

interface Decided {
  readonly status: number;
  readonly body: URLSearchParams | undefined;
  readonly headers?: Headers;
}

// RFC 6749 §4.1.2.1: what would be a 503, if a redirect could be one.
const answerOf = (body: URLSearchParams): Decided => ({
  status: body.get('error') === 'temporarily_unavailable' ? 502 : 200,
  body,
});

const pageOf = (error: unknown): Decided => {
  if (!(error instanceof flow.NoForm)) throw error as Error;
  return { status: error.status, headers: error.headers, body: undefined };
};
