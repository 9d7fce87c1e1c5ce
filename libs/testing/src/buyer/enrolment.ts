import { exportJWK, generateKeyPair } from 'jose';
import { call, demand } from './http.js';
import type { TestClient } from './test-client.js';

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
  /** The whole body that was sent. */
  readonly request: object;
}

/** A Legal Entity Identifier with right check digits (ISO 17442, ISO 7064 MOD 97-10). */
export const lei = (base: string): string => {
  const stem = base.toUpperCase().padEnd(18, '0').slice(0, 18);
  const digits = Array.from(`${stem}00`, (character) => parseInt(character, 36)).join('');
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
  return { origin, path, redirectUri, key: await addKey(origin, path) };
};

/** A new key of the software, published by the directory. */
export const addKey = async (origin: string, path: string): Promise<TestClient['key']> => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(pair.publicKey)), alg: 'ES256', use: 'sig' };
  const certified = await call<{ keys: { kid: string }[] }>('POST', `${origin}${path}/keys`, {
    body: { jwk },
  });
  const kid = demand(certified, 201, 'key').keys.at(-1)!.kid;
  return { private: pair.privateKey, kid, alg: 'ES256', publicJwk: jwk };
};

/** Takes a key of the software out of what the directory publishes. */
export const withdrawKey = async (origin: string, path: string, kid: string): Promise<void> => {
  demand(await call('DELETE', `${origin}${path}/keys/${kid}`), 204, 'withdraw a key');
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
  const request = { software_statement, ...everyGrant, ...metadata };
  const answer = await call<{ client_id: string; registration_access_token: string }>(
    'POST',
    `${enrolled.origin}/register`,
    { body: request },
  );
  const { client_id, registration_access_token } = demand(answer, 201, 'register');
  const client = {
    clientId: client_id,
    issuer: enrolled.origin,
    redirectUri: enrolled.redirectUri,
    key: enrolled.key,
  };
  return { client, registrationToken: registration_access_token, statement: software_statement, request };
};
