/**
 * `start.mjs` of a bundle: Node alone, no package. It registers with the Seller, authenticates with the certified key, and gets
 * a token: the first three of the ten steps; where the Seller wants to be shown the Legal Entity, it is.
 */
export const startScript = `#!/usr/bin/env node
// Registers this software with the Seller (RFC 7591) and gets a token of its own (RFC 6749 §4.4). Needs Node.js 20 or newer.
import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const here = (name) => new URL(name, import.meta.url);
const read = (name) => readFileSync(here(name), 'utf8');
const client = JSON.parse(read('client.json'));
const key = createPrivateKey(read('signing.key.pem'));

const ask = async (url, init) => {
  const answer = await fetch(url, init);
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Error(\`\${url} answered \${answer.status}: \${JSON.stringify(body)}\`);
};

const jwt = (header, claims) => {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = \`\${part({ alg: client.signing.alg, ...header })}.\${part(claims)}\`;
  const signature = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return \`\${signed}.\${signature.toString('base64url')}\`;
};

const now = () => Math.floor(Date.now() / 1000);

// private_key_jwt (RFC 7523 §3); kid is the id of the certificate (MEF 128 R47).
const assertion = (clientId, audience) => {
  const claims = { iss: clientId, sub: clientId, aud: audience, iat: now(), exp: now() + 60, jti: randomUUID() };
  return jwt({ kid: client.signing.kid, typ: 'JWT' }, claims);
};

// A Seller may want to be shown the Legal Entity: a presentation of its credential, signed for a nonce (MEF 128 R11).
const presentation = async ({ meflso_legal_entity_presentation: wanted, ...seller }) => {
  if (Object.keys(wanted?.required ?? {}).length === 0) return {};
  const { nonce, audience } = await ask(seller.meflso_registration_challenge_endpoint, { method: 'POST' });
  const context = ['https://www.w3.org/ns/credentials/v2'];
  const id = \`data:application/vc+jwt,\${read('legal-entity-credential.jwt').trim()}\`;
  const claims = {
    '@context': context,
    type: ['VerifiablePresentation'],
    holder: client.identifier,
    verifiableCredential: [{ '@context': context, type: 'EnvelopedVerifiableCredential', id }],
    iss: client.identifier,
    aud: audience,
    nonce,
    iat: now(),
  };
  const kid = \`\${client.identifier}#\${client.signing.kid}\`;
  return { legal_entity_presentation: jwt({ kid, typ: 'vp+jwt' }, claims) };
};

const register = async (seller) => {
  const file = here('registration.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const shown = await presentation(seller);
  const software_statement = read('software-statement.jwt').trim();
  const body = JSON.stringify({ software_statement, ...shown, ...client.metadata });
  const headers = { 'content-type': 'application/json' };
  const registered = await ask(seller.registration_endpoint, { method: 'POST', headers, body });
  writeFileSync(file, JSON.stringify(registered, null, 2), { mode: 0o600 });
  return registered;
};

const seller = await ask(\`\${client.issuer}/.well-known/openid-configuration\`);
const { client_id } = await register(seller);
console.log('registered as', client_id);
const token = await ask(seller.token_endpoint, {
  method: 'POST',
  body: new URLSearchParams({
    grant_type: 'client_credentials',
    scope: client.scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion(client_id, seller.issuer),
  }),
});
console.log('got a token for', token.scope ?? client.scope, 'that is good for', token.expires_in, 'seconds');
`;
