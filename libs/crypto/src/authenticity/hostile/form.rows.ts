import { toBase64url } from '../../base64url.js';
import { jwtKinds } from '../../jwt/jwt-kinds.js';
import { signJwt } from '../../jwt/jwt.js';
import { signJws } from '../../jws/jws.js';
import { claim, edited, type Row } from './attack.js';

/** What is no message of a conversation at all. */
export const notAMessage: readonly Row[] = [
  ['nothing', 'not-a-compact-jws', ({ carrier }) => ({ jws: '', carrier })],
  ['something that is no JWS', 'not-a-compact-jws', ({ carrier }) => ({ jws: 'not.a.jws!', carrier })],
  [
    'a message of 8193 characters',
    'oversized',
    ({ jws, carrier }) => ({ jws: jws.padEnd(8193, 'A'), carrier }),
  ],
  [
    'a message that was cut off',
    'not-a-compact-jws',
    ({ jws, carrier }) => ({ jws: jws.slice(0, jws.lastIndexOf('.')), carrier }),
  ],
  [
    'a signature that was cut off',
    'invalid-signature',
    (honest) => edited(honest, ([h, p, s]) => [h!, p!, s!.slice(0, 40)]),
  ],
  [
    'a claim that was edited on the way',
    'invalid-signature',
    (honest) =>
      edited(honest, ([h, p, s]) => [
        h!,
        toBase64url(Buffer.from(p!, 'base64url').toString().replace('"sequence":3', '"sequence":4')),
        s!,
      ]),
  ],
  [
    'alg none',
    'forbidden-algorithm',
    (honest) =>
      edited(honest, ([, p, s]) => [
        toBase64url('{"alg":"none","typ":"payload-authenticity+jwt","kid":"k"}'),
        p!,
        s!,
      ]),
  ],
  [
    'HMAC under the public key',
    'forbidden-algorithm',
    (honest) =>
      edited(honest, ([, p, s]) => [
        toBase64url('{"alg":"HS256","typ":"payload-authenticity+jwt","kid":"k"}'),
        p!,
        s!,
      ]),
  ],
  [
    'a key that the message brings itself',
    'unknown-kid',
    async (honest, { talk, mallory }) => ({
      jws: await signJws(
        mallory.signing,
        { typ: jwtKinds.payloadMessage.typ, jwk: mallory.publicJwk },
        Buffer.from(honest.jws.split('.')[1]!, 'base64url'),
      ),
      carrier: talk.wire[0]!.carrier,
    }),
  ],
  [
    'a JWT of another kind by the right key',
    'wrong-kind',
    async (honest, { talk }) => ({
      jws: await signJwt(talk.buyer.signing, 'client-authentication+jwt', {
        iss: 'client-1',
        sub: 'client-1',
        aud: 'x',
        exp: 1,
        jti: 'j',
      }),
      carrier: honest.carrier,
    }),
  ],
  ['a message without a number', 'missing-claim', claim({ sequence: undefined })],
  ['a number that is none', 'malformed-message', claim({ sequence: '3' })],
  ['a claim that nobody knows', 'malformed-message', claim({ delegate: 'mallory.example' })],
  ['no target', 'malformed-message', claim({ target: undefined })],
  ['a status in a request', 'malformed-message', claim({ status: 200 })],
  ['a next domain without an endpoint', 'malformed-message', claim({ next_domain: 'desk.buyer.example' })],
  ['a domain with a port', 'malformed-message', claim({ domain: 'buyer.example:443' })],
  ['a domain in other letters', 'malformed-message', claim({ domain: 'Buyer.example' })],
  ['an intent in a later message', 'malformed-message', claim({ meflso_intent_id: 'urn:assent:intent:1' })],
];
