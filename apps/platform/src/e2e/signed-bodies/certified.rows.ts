import { signBody, signDetached, signJws } from '#crypto';
import { ANCHOR, type Hostile, jwtOf } from './hostile.js';
import type { Row } from './row.js';
import { claimsFor, signed } from './bodies.js';

const ago = (seconds: number) => ({ iat: Math.floor(Date.now() / 1000) - seconds });
const by =
  (name: string, claims: () => object = () => ({})) =>
  (hostile: Hostile) =>
    hostile.certified('jwt', name, claims());

const detached = async ({ carrier, key }: Hostile, body: string) => ({
  contentType: 'application/json',
  text: JSON.stringify(carrier.payload),
  signature: (
    await signBody('detached', key('good'), {
      data: JSON.parse(body) as unknown,
      claims: claimsFor(carrier, key('good')),
      trustAnchor: ANCHOR,
    })
  ).signature!,
});

/** Bodies of a Buyer whose messages have to be certified: nobody vouches for the key, or not at that time. */
// prettier-ignore
export const certifiedRows: readonly Row[] = [
  ['unsigned JSON', ({ carrier }) => ({ contentType: 'application/json', text: JSON.stringify(carrier.payload) }), 'unsigned'],
  ['a jwt by a key without a certificate', by('without certificate'), 'not certified'],
  ['a jwt by a certificate that ended an hour ago', by('ended an hour ago'), 'not certified'],
  ['a jwt signed after the end of its certificate', by('ended a minute ago'), 'not certified'],
  ['a jwt by a certificate that begins tomorrow', by('begins tomorrow'), 'not certified'],
  ['a jwt by a certificate for connections (C1)', by('for connections'), 'not certified'],
  ['a jwt by a certificate that was revoked an hour ago', by('revoked an hour ago'), 'not certified'],
  ['a jwt signed before the revocation, received after it', by('revoked a minute ago', () => ago(120)), 'not certified'],
  ['a jwt by a key that is in other hands, from tomorrow on', by('lost from tomorrow on'), 'not certified'],
  ['a jwt by a certificate of an authority that nobody trusts', by('by a stranger'), 'not certified'],
  ['a jwt by an own key under the id of another certificate', by('disguised'), 'not authentic'],
  ['a jwt whose issuer is the client id (R48)', (hostile) => hostile.certified('jwt', 'good', { iss: hostile.carrier.client.clientId }), 'not authentic'],
  ['a jwt whose issuer is another name', by('good', () => ({ iss: 'CN=carrier,O=Other,C=AE' })), 'not authentic'],
  ['a jwt whose issuer is no name', by('good', () => ({ iss: '=,=' })), 'not authentic'],
  ['a jwt that is six minutes old', by('good', () => ago(360)), 'not authentic'],
  ['a jwt of the next minute', by('good', () => ago(-90)), 'not authentic'],
  ['a jwt that brings its certificate along (x5c, jku)', async ({ carrier, key, world }) => {
    const own = await world.authority.certify('CN=carrier,O=Foreign Networks Ltd,C=AE');
    const header = { typ: 'JWT', x5c: own.jwk.x5c, jku: 'http://127.0.0.1:9/jwks' };
    return jwtOf(await signJws(own, header, JSON.stringify({ ...claimsFor(carrier, key('good')), Data: carrier.payload })));
  }, 'not authentic'],
  ['a jose without issuer and time', async ({ carrier, key }) => ({
    contentType: 'application/jose',
    text: await signJws(key('good'), { typ: 'JOSE' }, JSON.stringify({ Data: carrier.payload })),
  }), 'malformed'],
  ['a jose by a revoked certificate', (hostile) => hostile.certified('jose', 'revoked an hour ago'), 'not certified'],
  ['a detached signature that does not say by whom', ({ carrier, key }) => signed('detached', key('good'), carrier), 'malformed'],
  ['a detached signature of another body', (hostile) => detached(hostile, '{"a":1}'), 'not authentic'],
  ['a detached signature of another trust anchor', ({ carrier, key }) => signed('detached', key('good'), carrier, { trustAnchor: 'evil.example' }), 'not authentic'],
  ['a detached signature by a certificate that ended', (hostile) => hostile.certified('detached', 'ended an hour ago'), 'not certified'],
  ['a detached signature whose facts are not critical', async ({ carrier, key }) => {
    const text = JSON.stringify(carrier.payload);
    return { contentType: 'application/json', text, signature: await signDetached(key('good'), { typ: 'JOSE', iss: key('good').issuer }, text) };
  }, 'malformed'],
];
