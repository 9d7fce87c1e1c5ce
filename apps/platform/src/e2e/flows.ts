import { generateKeyPair, exportJWK } from 'jose';
import { Browser, formsOf } from './browser.js';
import {
  assertion,
  authenticated,
  opaque,
  requestObject,
  type JwtOptions,
  type TestClient,
} from './test-client.js';

/** The person who may sign in at the Seller. */
export interface Person {
  readonly username: string;
  readonly password: string;
  /** The present one-time password. */
  readonly totp: () => string;
}

/** Software in the sandbox directory, before it is registered with the Seller. */
export interface Enrolled {
  readonly origin: string;
  readonly path: string;
  readonly redirectUri: string;
  readonly key: TestClient['key'];
}

export interface Registered {
  readonly client: TestClient;
  readonly registrationToken: string;
  readonly statement: string;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Sends JSON and reads JSON; the body is `undefined` when there is none. */
export const call = async <T = Record<string, unknown>>(
  method: string,
  url: string,
  options: { readonly headers?: Record<string, string>; readonly body?: unknown } = {},
): Promise<Answer<T>> => {
  const form = options.body instanceof URLSearchParams;
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: { ...(options.body !== undefined && { 'content-type': type }), ...options.headers },
    ...(options.body !== undefined && {
      body: form ? (options.body as URLSearchParams) : JSON.stringify(options.body),
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as T,
  };
};

const demand = <T>(answer: Answer<T>, status: number, what: string): T => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** A Legal Entity Identifier with right check digits (ISO 17442, ISO 7064 MOD 97-10). */
export const lei = (base: string): string => {
  const stem = base.toUpperCase().padEnd(18, '0').slice(0, 18);
  const digits = [...`${stem}00`].map((character) => parseInt(character, 36)).join('');
  return stem + String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
};

/** Step 1: an organisation and its software, with a key, in the directory. */
export const enrol = async (origin: string, name: string, redirectUri: string): Promise<Enrolled> => {
  const organisation = await call<{ id?: string; organisationId?: string }>(
    'POST',
    `${origin}/directory/organisations`,
    {
      body: { legalName: `${name} Networks Ltd`, lei: lei(`5493TEST${name.replace(/[^a-z0-9]/gi, '')}`) },
    },
  );
  const organisationId = (organisation.body.organisationId ?? organisation.body.id)!;
  const software = await call<{ id?: string; softwareId?: string }>(
    'POST',
    `${origin}/directory/organisations/${organisationId}/software`,
    {
      body: {
        name: `${name} desk`,
        description: 'Requests quotes',
        version: '1.0.0',
        uri: 'http://localhost/',
        environment: 'sandbox',
        roles: ['BUYER'],
        redirectUris: [redirectUri],
      },
    },
  );
  const path = `/directory/organisations/${organisationId}/software/${(software.body.softwareId ?? software.body.id)!}`;
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'ES256', use: 'sig' };
  const certified = await call<{ keys: { kid: string }[] }>('POST', `${origin}${path}/keys`, {
    body: { jwk },
  });
  const kid = demand(certified, 201, 'key').keys.at(-1)!.kid;
  return { origin, path, redirectUri, key: { private: pair.privateKey, kid, alg: 'ES256', publicJwk: jwk } };
};

/** A software statement (SSA) for it. */
export const statement = async ({ origin, path }: Enrolled): Promise<string> =>
  demand(
    await call<{ software_statement: string }>('POST', `${origin}${path}/software-statement`, { body: {} }),
    201,
    'statement',
  ).software_statement;

const everyGrant = {
  grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
  response_types: ['code id_token', 'code id_token token', 'code'],
};

/** Step 2: registration with the Seller. */
export const register = async (enrolled: Enrolled, metadata: object = {}): Promise<Registered> => {
  const software_statement = await statement(enrolled);
  const answer = await call<{ client_id: string; registration_access_token: string }>(
    'POST',
    `${enrolled.origin}/register`,
    {
      body: { software_statement, ...everyGrant, ...metadata },
    },
  );
  const { client_id, registration_access_token } = demand(answer, 201, 'register');
  const client = {
    clientId: client_id,
    issuer: enrolled.origin,
    redirectUri: enrolled.redirectUri,
    key: enrolled.key,
  };
  return { client, registrationToken: registration_access_token, statement: software_statement };
};

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
  call('POST', `${client.issuer}/token`, { body: await authenticated(client, form) });

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
  const answer = await call<{ intentId?: string; id?: string }>('POST', `${client.issuer}/intents`, {
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

/** Steps 5 to 7: a signed request, sign-in where asked, a decision on each intent; gives what came back in the fragment. */
export const consent = async (
  client: TestClient,
  person: Person,
  intent: string | readonly string[],
  options: ConsentOptions = {},
): Promise<URLSearchParams> => {
  const request = await requestObject(client, intent, options.jwt);
  const outer = {
    client_id: client.clientId,
    request,
    response_type: 'code id_token',
    scope: 'openid createQuote',
  };
  return decide(client, person, new URLSearchParams(outer), options);
};

/** A person in front of the Seller's pages: from the authorization request to what comes back at the redirect URI. */
export const decide = async (
  client: Pick<TestClient, 'issuer' | 'redirectUri'>,
  person: Person,
  query: URLSearchParams,
  options: ConsentOptions = {},
): Promise<URLSearchParams> => {
  const browser = options.browser ?? new Browser(client.issuer);
  let page = await browser.follow(`/authorize?${query}`, client.redirectUri);
  for (let steps = 0; steps < 5 && page.html; steps++) {
    const form = formsOf(page.html).find(({ html }) => /name="(username|totp|intent-0)"/.test(html));
    if (!form)
      throw new Error(
        `no form to fill in (${page.status}): ${page.html.replace(/<[^>]+>/g, ' ').slice(0, 600)}`,
      );
    const fields = { ...form.fields, ...filledIn(form.html, person, options.decision ?? 'approve') };
    page = await browser.follow(new URL(form.action || page.url, page.url).href, client.redirectUri, fields);
  }
  const target = new URL(page.url);
  return new URLSearchParams(target.hash.slice(1) || target.search.slice(1));
};

const filledIn = (html: string, person: Person, decision: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  if (html.includes('name="username"')) fields['username'] = person.username;
  if (html.includes('name="password"')) fields['password'] = person.password;
  if (html.includes('name="totp"')) fields['totp'] = person.totp();
  for (const [, name] of html.matchAll(/name="(intent-\d+)"/g)) fields[name!] = decision;
  if (fields['intent-0']) fields['action'] = 'decide';
  return fields;
};

/** Step 8: the code for tokens. */
export const redeem = async (client: TestClient, code: string): Promise<Tokens> =>
  demand(
    await token(client, { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri }),
    200,
    'redeem',
  );

/** Step 9: calls createQuote with both tokens. */
export const createQuote = (
  client: TestClient,
  tokens: Pick<Tokens, 'access_token' | 'resource_token'>,
  payload: unknown,
  headers: Record<string, string> = {},
): Promise<Answer<{ id: string; state: string }>> =>
  call('POST', `${client.issuer}/mefApi/sonata/quoteManagement/v8/quote`, {
    headers: {
      authorization: `Bearer ${tokens.access_token}`,
      'resource-token': tokens.resource_token,
      ...headers,
    },
    body: payload,
  });

export { assertion, opaque };
