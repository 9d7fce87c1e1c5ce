import { type JWK, exportJWK, generateKeyPair } from 'jose';
import type { BenchClient } from '../subject.js';

/** Software of the sandbox's trust framework: not a host that has to exist, since nobody follows the redirect. */
const redirectUri = 'https://buyer.example/callback';

/** Steps 1 and 2: an organisation and its software in the directory, a key, a statement, a client. */
export const enrol = async (origin: string): Promise<BenchClient> => {
  const organisation = await post(origin, '/directory/organisations', {
    legalName: 'Bench Networks Ltd',
    lei: lei('5493BENCH'),
  });
  const software = await post(origin, `/directory/organisations/${idOf(organisation)}/software`, {
    name: 'Bench desk',
    description: 'Requests quotes',
    version: '1.0.0',
    uri: 'https://buyer.example/',
    environment: 'sandbox',
    roles: ['BUYER'],
    redirectUris: [redirectUri],
  });
  const path = `/directory/organisations/${idOf(organisation)}/software/${idOf(software)}`;
  const { privateJwk, publicJwk } = await keyPair();
  const { keys } = await post(origin, `${path}/keys`, { jwk: publicJwk });
  const { software_statement } = await post(origin, `${path}/software-statement`, {});
  const client = await post(origin, '/register', { software_statement, ...metadata });
  const kid = (keys as { kid: string }[]).at(-1)!.kid;
  return { clientId: String(client['client_id']), redirectUri, kid, privateJwk };
};

const metadata = {
  grant_types: ['client_credentials', 'authorization_code'],
  response_types: ['code id_token'],
};

const keyPair = async (): Promise<{ privateJwk: JWK; publicJwk: JWK }> => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const publicJwk = { ...(await exportJWK(pair.publicKey)), alg: 'ES256', use: 'sig' };
  return { publicJwk, privateJwk: await exportJWK(pair.privateKey) };
};

type Json = Readonly<Record<string, unknown>>;

const idOf = (made: Json): string => String(made['softwareId'] ?? made['organisationId'] ?? made['id']);

const post = async (origin: string, path: string, body: object): Promise<Json> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (response.status !== 201) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Json;
};

// ISO 17442: check digits by ISO 7064 MOD 97-10.
const lei = (stem: string): string => {
  const base = stem.padEnd(18, '0');
  const digits = Array.from(`${base}00`, (character) => parseInt(character, 36)).join('');
  return base + String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
};
