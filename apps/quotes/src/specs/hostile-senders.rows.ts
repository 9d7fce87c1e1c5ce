import { signJwt } from '#crypto';
import {
  denied,
  malformed,
  type Row,
  type Scene,
  somebodyElse,
  withClaims,
  withHeader,
} from './hostile-attack.js';

/** Never a message of this client: refused, and not worth a line in the log. */
export const unauthenticated: readonly Row[] = [
  [
    'no message, once a conversation was begun',
    malformed,
    undefined,
    ({ one }) => one.send({ request: one.cancel, message: { jws: '' } as never }),
  ],
  ['something that is no JWS', malformed, undefined, withHeader('something')],
  ['8193 characters', malformed, undefined, withHeader('A'.repeat(8193))],
  [
    'two messages',
    malformed,
    undefined,
    async ({ one, first, second }) =>
      one.send({
        request: one.retrieve,
        message: { jws: `${first.message.jws}, ${second.message.jws}` } as never,
      }),
  ],
  [
    'a message that was cut off',
    malformed,
    undefined,
    async ({ one }) =>
      withHeader((await one.prepare(one.retrieve)).message.jws.replace(/\.[^.]*$/, ''))({ one } as Scene),
  ],
  [
    'a message that was edited',
    denied,
    undefined,
    async ({ one }) =>
      withHeader(
        (await one.prepare(one.retrieve)).message.jws.replace(/.(?=.$)/, (last) =>
          last === 'A' ? 'B' : 'A',
        ),
      )({ one } as Scene),
  ],
  [
    'an assertion of the client',
    malformed,
    undefined,
    async ({ one }) =>
      withHeader(
        await signJwt(one.buyer.key, 'client-authentication+jwt', {
          iss: 'one',
          sub: 'one',
          aud: 'x',
          exp: 1,
          jti: 'j',
        }),
      )({ one } as Scene),
  ],
  [
    'a key that nobody knows',
    denied,
    undefined,
    async ({ one }) => one.send(await one.prepare(one.retrieve, { key: await somebodyElse() })),
  ],
  [
    'a foreign key under the right kid',
    denied,
    undefined,
    async ({ one }) =>
      one.send(
        await one.prepare(one.retrieve, { key: { ...(await somebodyElse()), kid: one.buyer.key.kid } }),
      ),
  ],
  ['another sender', denied, undefined, withClaims({ iss: 'two' })],
  ['another receiver', denied, undefined, withClaims({ aud: 'https://other.example' })],
  ['a claim that nobody knows', malformed, undefined, withClaims({ delegate: 'x' })],
  ['no number', malformed, undefined, withClaims({ sequence: undefined })],
];
