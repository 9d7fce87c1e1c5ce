import { Browser, formsOf } from './browser.js';
import { type Answer, call, demand } from './http.js';
import { apiOf, authenticated, type JwtOptions, requestObject, type TestClient } from './test-client.js';

export {
  addKey,
  enrol,
  lei,
  register,
  statement,
  withdrawKey,
  type Enrolled,
  type Registered,
} from './enrolment.js';
export { call, demand, type Answer } from './http.js';

/** The person who may sign in at the Seller. */
export interface Person {
  readonly username: string;
  readonly password: string;
  /** The present one-time password. */
  readonly totp: () => string;
}

export interface Tokens {
  readonly access_token: string;
  readonly resource_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
}

/** The token endpoint with the client's authentication. */
export const token = async (
  client: TestClient,
  form: Record<string, string>,
): Promise<Answer<Tokens & { error?: string }>> =>
  call('POST', `${apiOf(client)}/token`, { body: await authenticated(client, form) });

/** Step 3: a token of the client's own. */
export const clientToken = async (client: TestClient, scope: string): Promise<string> =>
  demand(await token(client, { grant_type: 'client_credentials', scope }), 200, 'client_credentials')
    .access_token;

/** Step 4: stages an intent and gives its id. */
export const stage = async (
  client: TestClient,
  accessToken: string,
  intent: object,
  headers: Record<string, string> = {},
): Promise<string> => {
  const answer = await call<{ intentId?: string; id?: string }>('POST', `${apiOf(client)}/intents`, {
    headers: { authorization: `Bearer ${accessToken}`, ...headers },
    body: intent,
  });
  const body = demand(answer, 201, 'stage');
  return (body.intentId ?? body.id)!;
};

export interface ConsentOptions {
  readonly browser?: Browser;
  readonly jwt?: JwtOptions;
  readonly decision?: 'approve' | 'decline';
}

/** Step 5: what the Buyer sends the person's browser to the Seller with. */
export const authorizationQuery = async (
  client: TestClient,
  intent: string | readonly string[],
  jwt?: JwtOptions,
): Promise<URLSearchParams> => {
  const signed = await requestObject(client, intent, jwt);
  const request = (await client.sealed?.(signed)) ?? signed;
  const outer = { client_id: client.clientId, response_type: 'code id_token', scope: 'openid createQuote' };
  return new URLSearchParams({ ...outer, request });
};

/** Steps 5 to 7: a signed request, sign-in where asked, a decision on each intent; gives what came back in the fragment. */
export const consent = async (
  client: TestClient,
  person: Person,
  intent: string | readonly string[],
  options: ConsentOptions = {},
): Promise<URLSearchParams> =>
  decide(client, person, await authorizationQuery(client, intent, options.jwt), options);

/** A page that leads no further. */
export class NoForm extends Error {
  override readonly name = 'NoForm';
  readonly status: number;
  readonly headers: Headers;

  constructor({
    status,
    headers,
    html,
  }: {
    readonly status: number;
    readonly headers: Headers;
    readonly html: string;
  }) {
    super(`no form to fill in (${status}): ${html.replace(/<[^>]+>/g, ' ').slice(0, 600)}`);
    this.status = status;
    this.headers = headers;
  }
}

/** A person in front of the Seller's pages: from the authorization request to what comes back at the redirect URI. Throws `NoForm`. */
export const decide = async (
  client: Pick<TestClient, 'issuer' | 'redirectUri'>,
  person: Person,
  query: URLSearchParams,
  options: ConsentOptions = {},
): Promise<URLSearchParams> => {
  const browser = options.browser ?? new Browser(client.issuer);
  let page = await browser.follow(`/authorize?${query}`, client.redirectUri);
  for (let steps = 0; steps < 5 && page.html; steps++) {
    const form = formsOf(page.html).find(({ html }) => buttonOf(html) !== undefined);
    if (!form) throw new NoForm(page);
    const fields = { ...form.fields, ...filledIn(form.html, person, options.decision ?? 'approve') };
    page = await browser.follow(new URL(form.action || page.url, page.url).href, client.redirectUri, fields);
  }
  const target = new URL(page.url);
  return new URLSearchParams(target.hash.slice(1) || target.search.slice(1));
};

// Whichever of these a page offers first; where nothing is left to decide, only the way back.
const buttonOf = (html: string): string | undefined =>
  ['sign-in', 'decide', 'resume', 'cancel'].find((button) =>
    html.includes(`name="action" value="${button}"`),
  );

const filledIn = (html: string, person: Person, decision: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  if (html.includes('name="username"')) fields['username'] = person.username;
  if (html.includes('name="password"')) fields['password'] = person.password;
  if (html.includes('name="totp"')) fields['totp'] = person.totp();
  for (const [, name] of html.matchAll(/name="(intent-\d+)"/g)) fields[name!] = decision;
  return { ...fields, action: buttonOf(html) ?? '' };
};

/** Step 8: the code for tokens. */
export const redeem = async (client: TestClient, code: string): Promise<Tokens> =>
  demand(
    await token(client, { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri }),
    200,
    'redeem',
  );

/** Gives up a token, and with it all of its grant (RFC 7009). */
export const revoke = async (client: TestClient, given: string): Promise<Answer<undefined>> =>
  call('POST', `${apiOf(client)}/revoke`, { body: await authenticated(client, { token: given }) });

/** What the Seller says of a token of the client's (RFC 7662). */
export const introspect = async (
  client: TestClient,
  given: string,
): Promise<Answer<{ readonly active: boolean }>> =>
  call('POST', `${apiOf(client)}/introspect`, { body: await authenticated(client, { token: given }) });

/** Step 9: calls createQuote with both tokens. */
export const createQuote = (
  client: TestClient,
  tokens: Pick<Tokens, 'access_token' | 'resource_token'>,
  payload: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<{ id: string; state: string }>> =>
  call('POST', `${apiOf(client)}/mefApi/sonata/quoteManagement/v8/quote`, {
    headers: {
      authorization: `Bearer ${tokens.access_token}`,
      'resource-token': tokens.resource_token,
      ...headers,
    },
    body: payload,
  });
