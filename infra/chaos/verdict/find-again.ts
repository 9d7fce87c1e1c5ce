import { flow } from '#testing';
import type { Buyer } from '../client/buyer.js';
import type { Acknowledged, Kind } from '../client/ledger.js';
import { quotesPath } from '../client/walk.js';
import type { Finding } from './findings.js';

/** Milliseconds that a token of the client's own is good for, with a margin: older ones have ended by themselves. */
const TOKEN_LIFE = 270_000;

type Look = (buyer: Buyer, one: Acknowledged) => Promise<string | undefined>;

interface IntentView {
  readonly status: string;
  readonly purpose: string;
}

const inStatus =
  (...allowed: readonly string[]): Look =>
  async (buyer, { id }) => {
    const { status, body } = await readIntent(buyer, id);
    if (status !== 200) return `GET answers ${status}`;
    return allowed.length === 0 || allowed.includes(body.status) ? undefined : `is ${body.status}`;
  };

const readIntent = (buyer: Buyer, id: string): Promise<flow.Answer<IntentView>> =>
  buyer.send<IntentView>('GET', `/intents/${encodeURIComponent(id)}`);

const isActive =
  (active: boolean): Look =>
  async (buyer, { id, at }) => {
    if (active && Date.now() - at > TOKEN_LIFE) return undefined;
    const { status, body } = await flow.introspect(buyer.client, id);
    return status === 200 && body.active === active
      ? undefined
      : `introspection says ${JSON.stringify(body)}`;
  };

const hasPurpose: Look = async (buyer, { id, facts }) => {
  const { body } = await readIntent(buyer, id);
  return body.purpose === facts['purpose'] ? undefined : `its purpose is "${body.purpose}"`;
};

const isThere: Look = async (buyer, { id }) => {
  const { status } = await buyer.send('GET', `${quotesPath}/${id}`);
  return status === 200 ? undefined : `GET answers ${status}`;
};

/** How a client finds again what it was told: undefined when it is as it was told, or further. */
const looks: Readonly<Record<Kind, Look>> = {
  token: isActive(true),
  intent: inStatus(),
  amendment: hasPurpose,
  withdrawal: inStatus('withdrawn'),
  consent: inStatus('authorized', 'consumed'),
  redemption: (buyer, one) => inStatus('authorized', 'consumed')(buyer, { ...one, id: one.facts['intent']! }),
  quote: isThere,
  revocation: isActive(false),
};

/** Asks the API for everything that was acknowledged; answers what is not as it was told. */
export const findAgain = async (
  buyers: readonly Buyer[],
  acknowledged: readonly Acknowledged[],
): Promise<readonly Finding[]> => {
  const owners = new Map(buyers.map((buyer) => [buyer.client.clientId, buyer]));
  const lost: Finding[] = [];
  for (const one of acknowledged) {
    const problem = await looks[one.kind](owners.get(one.clientId)!, one);
    const named = one.kind === 'token' || one.kind === 'redemption' ? 'a token' : one.id;
    if (problem) lost.push({ kind: one.kind, what: `${named}: ${problem}` });
  }
  return lost;
};
