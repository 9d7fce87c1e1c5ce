import { createPrivateKey } from 'node:crypto';
import { published, seconds, SUBJECT } from './certified.fixture.js';
import {
  type Case,
  claims,
  framework,
  good,
  hmac,
  mine,
  rsa,
  signed,
  stranger,
} from './certified-hostile.fixture.js';
import { part } from '../jws/jws.fixture.js';
import { signJws } from '../jws/jws.js';

/** Refused by form, algorithm, key or claims. */
export const signatures: Readonly<Record<string, readonly [() => Promise<Case>, string]>> = {
  'by none': [
    async () => ({ jws: `${part({ alg: 'none', kid: good.leaf.id })}.${part(claims)}.AAAA` }),
    'forbidden-algorithm',
  ],
  'by HMAC with the certificate as secret': [
    async () => ({ jws: hmac(good.leaf.der) }),
    'forbidden-algorithm',
  ],
  'by HMAC with the public key as secret': [
    async () => ({ jws: hmac(good.leaf.publicKey.export({ type: 'spki', format: 'pem' })) }),
    'forbidden-algorithm',
  ],
  'by another key, under the kid of this': [
    () => signed(claims, { pair: stranger }).then(({ jws }) => ({ jws })),
    'invalid-signature',
  ],
  'by another key, whose certificate comes along': [
    async () => {
      const by = await framework.certify(stranger);
      const header = {
        x5c: published(stranger, by).x5c,
        jku: 'http://127.0.0.1/jwks',
        jwk: stranger.publicJwk,
      };
      return { jws: (await signed(claims, { pair: stranger, by, header })).jws };
    },
    'unknown-kid',
  ],
  'without kid': [async () => ({ jws: `${part({ alg: 'ES256' })}.${part(claims)}.AAAA` }), 'missing-kid'],
  'under the thumbprint of the key (R47)': [async () => signed(claims, { kid: mine.kid }), 'unknown-kid'],
  'under the kid of another certificate, which is found in its place': [
    async () => {
      const other = await framework.certify(stranger);
      return { ...(await signed(claims, { kid: other.leaf.id })), policy: { certificate: () => good } };
    },
    'wrong-certificate',
  ],
  'by an algorithm of another key': [
    async () => ({ jws: `${part({ alg: 'PS256', kid: good.leaf.id })}.${part(claims)}.AAAA` }),
    'wrong-key-type',
  ],
  'with unknown crit': [
    async () => signed(claims, { header: { crit: ['x'], x: 1 } }),
    'unknown-critical-header',
  ],
  'without iss (R48)': [async () => signed({ iat: seconds }), 'missing-claim'],
  'without iat': [async () => signed({ iss: SUBJECT }), 'missing-claim'],
  'with iat to come': [async () => signed({ ...claims, iat: seconds + 46 }), 'not-yet-valid'],
  'with iat long ago': [async () => signed({ ...claims, iat: seconds - 301 }), 'too-old'],
  'with iat a text': [async () => signed({ ...claims, iat: String(seconds) }), 'malformed-claims'],
  'over a list': [async () => signed([]), 'malformed-claims'],
  'by RS256, which no profile has asked for': [async () => byRs256(), 'forbidden-algorithm'],
  'by RS256, which the profile of the guide has': [
    async () => ({ ...(await byRs256()), policy: { algorithms: ['RS256'] } }),
    'good',
  ],
};
const byRs256 = async (): Promise<Case> => {
  const by = await framework.certify(rsa);
  const privateKey = createPrivateKey({ key: rsa.privateJwk as never, format: 'jwk' });
  const { alg: _alg, ...publicJwk } = rsa.publicJwk;
  const jws = await signJws(
    { kid: by.leaf.id, alg: 'RS256' as never, privateKey },
    {},
    JSON.stringify(claims),
  );
  return { jws, by, pair: { ...rsa, publicJwk } };
};
