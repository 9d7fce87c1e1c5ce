import { randomUUID } from 'node:crypto';
import { authenticated, Browser, flow, intentFor, ownQuote } from '#testing';

/** A registered Buyer with what it holds at the start of the hostile requests. */
export interface Buyer extends flow.Registered {
  /** client_credentials, scope `intents`. */
  readonly accessToken: string;
  readonly hubOnlyToken: string;
  /** Reads quotes, cancels and declines. */
  readonly quoteToken: string;
  readonly revokedToken: string;
  readonly pendingIntent: string;
  readonly usedIdempotencyKey: string;
  readonly usedStatement: string;
  readonly listenerId: string;
}

/** What came of one consent. */
export interface Consented {
  readonly intentId: string;
  readonly accessToken: string;
  readonly resourceToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
  readonly quoteId: string;
  readonly payload: Record<string, unknown>;
}

/** A platform in use: two Buyers, and one intent of every kind that an attacker could want. */
export interface World {
  readonly origin: string;
  readonly alice: Buyer;
  readonly mallory: Buyer;
  /** Consented, redeemed, and its single use made. */
  readonly consented: Consented;
  /** Consented and redeemed, not yet used. */
  readonly unused: Consented;
  readonly recurring: Consented;
  /** A code that is still good. */
  readonly unredeemed: { readonly code: string };
  readonly intentBody: Record<string, unknown>;
  readonly usedAssertionForm: URLSearchParams;
  readonly statementIssuer: string;
  freshStatement(): Promise<string>;
}

const buyer = async (origin: string, name: string, intentBody: object): Promise<Buyer> => {
  const registered = await flow.register(
    await flow.enrol(origin, name, `http://localhost:9/${name}/callback`),
  );
  const { client } = registered;
  const tokenFor = (scope: string): Promise<string> => flow.clientToken(client, scope);
  const accessToken = await tokenFor('intents');
  const usedIdempotencyKey = randomUUID();
  const pendingIntent = await flow.stage(client, accessToken, intentBody, {
    'x-idempotency-key': usedIdempotencyKey,
  });
  const hubOnlyToken = await tokenFor('notifications');
  const revokedToken = await tokenFor('intents');
  await flow.call('POST', `${origin}/revoke`, { body: await authenticated(client, { token: revokedToken }) });
  const listener = await flow.call<{ id: string }>('POST', `${origin}/hub`, {
    headers: { authorization: `Bearer ${hubOnlyToken}` },
    body: { callback: 'http://localhost:9/listener' },
  });
  const quoteToken = await tokenFor('retrieveQuote listQuote cancelQuote declineQuote');
  const held = { accessToken, hubOnlyToken, quoteToken, revokedToken, pendingIntent, usedIdempotencyKey };
  return { ...registered, ...held, usedStatement: registered.statement, listenerId: listener.body.id };
};

const consented = async (
  alice: Buyer,
  person: flow.Person,
  browser: Browser,
  more: object = {},
): Promise<Consented> => {
  const payload = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() };
  const intentId = await flow.stage(alice.client, alice.accessToken, { ...intentFor(payload), ...more });
  const response = await flow.consent(alice.client, person, intentId, { browser });
  const tokens = await flow.redeem(alice.client, response.get('code')!);
  return {
    intentId,
    payload,
    quoteId: '',
    accessToken: tokens.access_token,
    resourceToken: tokens.resource_token,
    idToken: tokens.id_token,
    refreshToken: tokens.refresh_token ?? '',
  };
};

const used = async (alice: Buyer, made: Consented): Promise<Consented> => {
  const tokens = {
    access_token: made.accessToken,
    resource_token: made.resourceToken,
    id_token: made.idToken,
  };
  const quote = await flow.createQuote(alice.client, tokens, made.payload);
  if (quote.status !== 201) throw new Error(`createQuote: ${quote.status} ${JSON.stringify(quote.body)}`);
  return { ...made, quoteId: quote.body.id };
};

/** Walks the flow often enough to have one of everything. */
export const makeWorld = async (origin: string, person: flow.Person): Promise<World> => {
  const intentBody = intentFor(ownQuote('new-ethernet-line'));
  const alice = await buyer(origin, 'alice', intentBody);
  const mallory = await buyer(origin, 'mallory', intentBody);
  const browser = new Browser(origin);
  const spare = await flow.enrol(origin, 'spare', 'http://localhost:9/spare/callback');
  const usedAssertionForm = await authenticated(alice.client, {
    grant_type: 'client_credentials',
    scope: 'intents',
  });
  await flow.call('POST', `${origin}/token`, { body: usedAssertionForm });
  const year = new Date(Date.now() + 86_400_000 * 30).toISOString();
  const recurringUse = { usage: 'recurring', until: year };
  const pending = await flow.stage(alice.client, alice.accessToken, intentFor(ownQuote('new-ethernet-line')));
  return {
    origin,
    alice,
    mallory,
    consented: await used(alice, await consented(alice, person, browser)),
    unused: await consented(alice, person, browser),
    recurring: await consented(alice, person, browser, recurringUse),
    unredeemed: { code: (await flow.consent(alice.client, person, pending, { browser })).get('code')! },
    intentBody,
    usedAssertionForm,
    statementIssuer: `${origin}/directory`,
    freshStatement: () => flow.statement(spare),
  };
};
