import { decodeJwt } from 'jose';
import type { Load } from '../client/load.js';
import { quotesPath } from '../client/walk.js';
import type { Buyer } from '../client/buyer.js';
import type { Databases } from './databases.js';
import { type Findings, repeated } from './findings.js';

/** Each wish carries an `externalId` of its own, so of one wish there must be one quote, however often it was asked for. */
export const countQuotes = async (buyers: readonly Buyer[]): Promise<Findings> => {
  const all: string[] = [];
  for (const buyer of buyers) all.push(...(await quotesOf(buyer)));
  return { lost: [], doubled: repeated(all).map((what) => ({ kind: 'quote', what })) };
};

const PAGE = 100;

const quotesOf = async (buyer: Buyer): Promise<readonly string[]> => {
  const found: string[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const path = `${quotesPath}?offset=${offset}&limit=${PAGE}`;
    const { body } = await buyer.send<readonly { externalId: string }[]>('GET', path);
    found.push(...body.map(({ externalId }) => externalId));
    if (body.length < PAGE) return found;
  }
};

/** Of one wish there must be one intent: those that nobody was told of are asked for their `externalId`. */
export const countIntents = async ({ buyers, ledger }: Load): Promise<Findings> => {
  const told = new Map(ledger.of('intent').map(({ id, facts }) => [id, facts['externalId']!]));
  const wishes = [...told.values()];
  for (const buyer of buyers) {
    for (const id of (await intentsOf(buyer)).filter((intent) => !told.has(intent))) {
      const path = `/intents/${encodeURIComponent(id)}`;
      const { body } = await buyer.send<{ payload: { externalId: string } }>('GET', path);
      wishes.push(body.payload.externalId);
    }
  }
  return { lost: [], doubled: repeated(wishes).map((what) => ({ kind: 'intent', what })) };
};

interface IntentPage {
  readonly intents: readonly { readonly intentId: string }[];
  readonly nextCursor?: string;
}

const intentsOf = async (buyer: Buyer): Promise<readonly string[]> => {
  const found: string[] = [];
  for (let cursor = ''; ;) {
    const page = cursor && `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await buyer.send<IntentPage>('GET', `/intents?limit=${PAGE}${page}`);
    found.push(...body.intents.map(({ intentId }) => intentId));
    if (!body.nextCursor) return found;
    cursor = body.nextCursor;
  }
};

/** A code is redeemed once, an intent for single use is used once: what the logs of tokens and quotes say. */
export const countUses = async ({ ledger }: Load, databases: Databases): Promise<Findings> => {
  const redeemed = await streamsWith(databases, 'tokens', 'CodeRedeemed');
  const granted = await streamsWith(databases, 'tokens', 'TokenIssued');
  const consumed = await databases.rows<{ intent: string }>(
    'quotes',
    `select public->'view'->>'intentId' as intent from event where type = 'IntentConsumed'`,
  );
  const lostCodes = ledger.of('redemption').filter(({ id }) => !redeemed.includes(grantOf(id)));
  const lostTokens = ledger.of('token').filter(({ id }) => !granted.includes(grantOf(id)));
  return {
    lost: [...lostCodes, ...lostTokens].map(({ kind, id }) => ({ kind, what: grantOf(id) })),
    doubled: [
      ...repeated(redeemed).map((what) => ({ kind: 'redemption', what }) as const),
      ...repeated(consumed.map(({ intent }) => intent)).map((what) => ({ kind: 'quote', what }) as const),
    ],
  };
};

const grantOf = (token: string): string => `grant-${String(decodeJwt(token)['grant_id'])}`;

const streamsWith = async (
  databases: Databases,
  service: 'tokens',
  type: string,
): Promise<readonly string[]> => {
  const text = 'select stream from event where type = $1';
  return (await databases.rows<{ stream: string }>(service, text, [type])).map(({ stream }) => stream);
};
