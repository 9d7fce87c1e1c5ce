import { signBody, signJws } from '#crypto';
import { type Hostile, hmac, jwtOf } from './hostile.js';
import type { Row } from './row.js';
import { claimsFor, signed } from './bodies.js';

const now = () => Math.floor(Date.now() / 1000);
const jwt = (claims: () => object) => (hostile: Hostile) => hostile.jwt(claims());
const text = (make: (claims: string) => string) => (hostile: Hostile) => {
  const { Data: _, ...claims } = { ...claimsFor(hostile.plain, hostile.plainKey), Data: 0 };
  return hostile.jwtOfText(make(JSON.stringify(claims).slice(0, -1)));
};
const json = (hostile: Hostile, signature?: string) => ({
  contentType: 'application/json',
  text: JSON.stringify(hostile.plain.payload),
  ...(signature !== undefined && { signature }),
});
const header = (more: object) => (hostile: Hostile) => hostile.jwt({}, { header: more as { typ?: string } });

/** Bodies of a Buyer that has registered `jwt` and `detached`: not its own, not for us, not of now, or of no such form. */
// prettier-ignore
export const signedRows: readonly Row[] = [
  ['a jwt by another Buyer’s key, under its kid', (hostile) => hostile.jwt({}, { key: hostile.foreignKey }), 'not authentic'],
  ['a jwt by another Buyer’s key, under a kid of this', (hostile) => hostile.jwt({}, { key: { ...hostile.foreignKey, kid: hostile.plainKey.kid } }), 'not authentic'],
  ['a jwt by none', (hostile) => hostile.forged({ alg: 'none', kid: hostile.plainKey.kid }, () => 'AA'), 'not authentic'],
  ['a jwt by HMAC with the kid as secret', (hostile) => hostile.forged({ alg: 'HS256', kid: hostile.plainKey.kid }, hmac(hostile.plainKey.kid)), 'not authentic'],
  ['a jwt that says RS256, of an EC key', (hostile) => hostile.forged({ alg: 'RS256', kid: hostile.plainKey.kid }, () => 'A'.repeat(342)), 'not authentic'],
  ['a jwt that says PS256, of an EC key', (hostile) => hostile.forged({ alg: 'PS256', kid: hostile.plainKey.kid }, () => 'A'.repeat(342)), 'not authentic'],
  ['a jwt without kid, with the key in it', (hostile) => hostile.forged({ alg: 'ES256', jwk: { kty: 'EC' } }, () => 'A'.repeat(86)), 'not authentic'],
  ['a jwt with an empty signature', (hostile) => hostile.forged({ alg: 'ES256', kid: hostile.plainKey.kid }, () => ''), 'malformed'],
  ['a jwt whose jti was used', ({ taken }) => taken, 'replayed'],
  ['a jwt without jti', jwt(() => ({ jti: undefined })), 'malformed'],
  ['a jwt with a jti of 300 characters', jwt(() => ({ jti: 'j'.repeat(300) })), 'malformed'],
  ['a jwt for another Seller', jwt(() => ({ aud: 'https://other.example' })), 'not authentic'],
  ['a jwt for nobody', jwt(() => ({ aud: undefined })), 'malformed'],
  ['a jwt of another issuer', jwt(() => ({ iss: 'another-client' })), 'not authentic'],
  ['a jwt without issuer', jwt(() => ({ iss: undefined })), 'malformed'],
  ['a jwt without a time', jwt(() => ({ iat: undefined })), 'malformed'],
  ['a jwt that is six minutes old', jwt(() => ({ iat: now() - 360 })), 'not authentic'],
  ['a jwt of the next minute', jwt(() => ({ iat: now() + 90 })), 'not authentic'],
  ['a jwt that expired', jwt(() => ({ exp: now() - 20 })), 'not authentic'],
  ['a jwt without the wrapper', (hostile) => hostile.jwt({ Data: undefined, ...hostile.plain.payload }), 'malformed'],
  ['a jwt with the wrapper in lower case', (hostile) => hostile.jwt({ Data: undefined, data: hostile.plain.payload }), 'malformed'],
  ['a jwt whose Data is text', (hostile) => hostile.jwt({ Data: JSON.stringify(hostile.plain.payload) }), 'malformed'],
  ['a jwt that is a list', text(() => '[]'), 'malformed'],
  ['a jwt that is no JSON', text(() => 'x'), 'not JSON'],
  ['a jwt typed as an access token', header({ typ: 'at+jwt' }), 'malformed'],
  ['a jwt typed as a message of a conversation', header({ typ: 'payload-authenticity+jwt' }), 'malformed'],
  ['a jwt that would do for a client assertion', (hostile) => hostile.jwt({ sub: hostile.plain.client.clientId }), 'malformed'],
  ['a jwt with an unknown critical header', header({ crit: ['x'], x: 1 }), 'malformed'],
  ['a jwt nested 40 levels deep', text((claims) => `${claims},"Data":${'{"a":'.repeat(40)}1${'}'.repeat(40)}}`), 'not JSON'],
  ['a jwt with a member twice', text((claims) => `${claims},"Data":{"a":1,"a":2}}`), 'not JSON'],
  ['a jwt with a name that reaches a prototype', text((claims) => `${claims},"Data":{"__proto__":{}}}`), 'not JSON'],
  ['a jwt of more than 128 KiB', (hostile) => hostile.jwt({ Data: { a: 'x'.repeat(140_000) } }), 'too large'],
  ['a jwt that is five parts (JWE)', () => jwtOf(`${Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM"}').toString('base64url')}.AA.AA.AA.AA`), 'malformed'],
  ['a jwt, packed', (hostile) => hostile.jwt(), 'not understood', { 'content-encoding': 'gzip' }],
  ['a jwt of another body than was consented to', jwt(() => ({ Data: { buyerRequestedQuoteLevel: 'firm', instantSyncQuote: true, quoteItem: [{ id: '1', action: 'delete', product: { id: 'p' } }] } })), 'not consented'],
  ['a jwt beside a detached signature', async (hostile) => ({ ...(await hostile.jwt()), signature: 'e30..AA' }), 'malformed'],
  ['a jwt, answered as application/jose', (hostile) => hostile.jwt(), 'not acceptable', { accept: 'application/jose' }],
  ['a jwt, answered as text/html', (hostile) => hostile.jwt(), 'not acceptable', { accept: 'text/html' }],
  ['a form that is not registered (jose)', ({ plain, plainKey }) => signed('jose', plainKey, plain), 'not registered'],
  ['a media type that nobody knows', (hostile) => ({ ...json(hostile), contentType: 'text/plain' }), 'not understood'],
  ['a jwt that says it is JSON', async (hostile) => ({ ...(await hostile.jwt()), contentType: 'application/json' }), 'not JSON'],
  ['JSON that says it is a jwt', (hostile) => ({ ...json(hostile), contentType: 'application/jwt' }), 'malformed'],
  ['JSON without a signature', (hostile) => json(hostile), 'unsigned'],
  ['JSON with a signature that is not detached', async (hostile) => json(hostile, (await hostile.jwt()).text), 'malformed'],
  ['JSON with two signatures', (hostile) => json(hostile, 'e30..AA, e30..AA'), 'malformed'],
  ['JSON with a signature of another body', async (hostile) => {
    const { plain, plainKey } = hostile;
    const other = await signBody('detached', plainKey, { data: { ...plain.payload, externalId: 'x' }, claims: claimsFor(plain, plainKey) });
    return json(hostile, other.signature);
  }, 'not authentic'],
  ['JSON written anew after it was signed', async ({ plain, plainKey }) => {
    const wire = await signed('detached', plainKey, plain);
    return { ...wire, text: JSON.stringify(plain.payload, null, 1) };
  }, 'not authentic'],
  ['JSON signed by another Buyer', async (hostile) => json(hostile, (await signed('detached', hostile.foreignKey, hostile.plain)).signature), 'not authentic'],
  ['JSON signed as a JWT', async (hostile) => {
    const compact = await signJws(hostile.plainKey, { typ: 'JWT' }, JSON.stringify(hostile.plain.payload));
    return json(hostile, compact.replace(/\.[^.]+\./, '..'));
  }, 'malformed'],
];
