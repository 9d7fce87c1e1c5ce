import { generateSigningKey, importSigningKey } from '../../jwk/signing-key.js';
import { claim, type Row, withClaims } from './attack.js';

/** What is not by the peer, or not for the receiver. */
export const notTheSender: readonly Row[] = [
  ['the key of another party', 'unknown-kid', (honest, { mallory }) => withClaims(honest, mallory, {})],
  [
    'a key of another party under the right kid',
    'invalid-signature',
    async (honest, { talk, mallory }) =>
      withClaims(honest, { ...mallory, signing: { ...mallory.signing, kid: talk.buyer.signing.kid } }, {}),
  ],
  ['the key of the receiver', 'unknown-kid', (honest, { talk }) => withClaims(honest, talk.seller, {})],
  ['another sender by the right key', 'wrong-sender', claim({ iss: 'client-2' })],
  ['a message for another receiver', 'wrong-receiver', claim({ aud: 'https://other-seller.example' })],
  [
    "the receiver's own answer, sent back",
    'unknown-kid',
    (honest, { talk }) => ({ jws: talk.wire[1]!.jws, carrier: honest.carrier }),
  ],
  [
    'an algorithm of another strength by the right key',
    'wrong-key-type',
    async (honest, { talk }) => {
      const weak = await importSigningKey((await generateSigningKey('EdDSA')).privateJwk, 'EdDSA');
      return withClaims(honest, { ...talk.buyer, signing: { ...weak, kid: talk.buyer.signing.kid } }, {});
    },
  ],
];

/** What comes from outside of the Trust Domain of its sender. */
export const notItsDomain: readonly Row[] = [
  ['a domain outside of the Trust Domain (R58)', 'foreign-domain', claim({ domain: 'mallory.example' })],
  [
    'a domain of the Trust Domain that was not announced',
    'foreign-domain',
    claim({ domain: 'desk.buyer.example' }),
  ],
  ['a parent of its domain', 'foreign-domain', claim({ domain: 'example' })],
  [
    'an announced domain outside of the Trust Domain (R58)',
    'delegation-refused',
    claim({ next_domain: 'mallory.example', next_endpoint: '/listener' }),
  ],
  [
    'a domain that is of the Trust Domain no more',
    'foreign-domain',
    ({ jws, carrier }) => ({ jws, carrier, hearing: { domains: ['desk.buyer.example'] } }),
  ],
];
