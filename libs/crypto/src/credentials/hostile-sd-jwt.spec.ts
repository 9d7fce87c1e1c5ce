import { sha256Base64url } from '../hash.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { signJwt } from '../jwt/jwt.js';
import {
  asked,
  audience,
  type Cast,
  factsOf,
  forgedDisclosure,
  makeCast,
  now,
  reasonFor,
  sdJwtOf,
} from './credentials.fixture.js';
import { joinSdJwt } from './hide-claims.js';
import { sdJwtVcClaims } from './issue-credential.js';
import { signKeyBinding } from './present-credential.js';
import { verifyPresentation } from './presentation.js';

let cast: Cast;
let sdJwt: string;
beforeAll(async () => {
  cast = await makeCast();
  sdJwt = await issued();
});

const seconds = now.getTime() / 1000;
const issued = (options?: object) => sdJwtOf(cast.issuer, factsOf(cast.issuer, cast.member), options);
const bound = () =>
  sdJwtOf(cast.issuer, factsOf(cast.issuer, cast.member, { holderKey: cast.stranger.pair.publicJwk }));
const kb = async (text: string, change: object = {}, key?: SigningKey, typ = 'kb+jwt') => {
  const claims = { aud: audience, nonce: 'n-1', iat: seconds, sd_hash: sha256Base64url(text), ...change };
  return `${text}${await signJwt(key ?? cast.member.key, typ, claims)}`;
};
/** An SD-JWT whose issuer put in what no honest one would, with the disclosures of anyone. */
const crafted = async (claims: object, ...disclosures: string[]) => {
  const all = { ...sdJwtVcClaims(factsOf(cast.issuer, cast.member)), ...claims };
  return kb(joinSdJwt(await signJwt(cast.issuer.key, 'dc+sd-jwt', all), disclosures));
};
const hidden = (...parts: unknown[]) => {
  const disclosure = forgedDisclosure(...parts);
  return crafted({ _sd: [sha256Base64url(disclosure)] }, disclosure);
};

const hostile: Record<string, [() => Promise<string> | string, string]> = {
  'KB: none': [() => sdJwt, 'key-binding-missing'],
  'KB: another nonce (a replay)': [() => kb(sdJwt, { nonce: 'n-0' }), 'wrong-nonce'],
  'KB: another audience': [() => kb(sdJwt, { aud: 'https://other.example' }), 'wrong-audience'],
  'KB: six minutes old': [() => kb(sdJwt, { iat: seconds - 360 }), 'too-old'],
  'KB: over another presentation': [() => kb(sdJwt, { sd_hash: sha256Base64url('x') }), 'wrong-sd-hash'],
  'KB: a disclosure left out afterwards': [
    async () => {
      const [jwt, , proof] = (await signKeyBinding(cast.member.key, sdJwt, asked)).split('~');
      return `${jwt}~${proof}`;
    },
    'wrong-sd-hash',
  ],
  'KB: signed by a stranger': [() => kb(sdJwt, {}, cast.stranger.key), 'unknown-kid'],
  'KB: by the DID although `cnf` names a key': [async () => kb(await bound()), 'wrong-key-type'],
  'KB: of another typ': [() => kb(sdJwt, {}, cast.member.key, 'JWT'), 'wrong-kind'],
  'KB: without sd_hash': [() => kb(sdJwt, { sd_hash: undefined }), 'missing-claim'],
  'SD-JWT: typ of a plain JWT': [async () => kb(await issued({ typ: 'JWT' })), 'wrong-kind'],
  'SD-JWT: another vct': [() => crafted({ vct: 'urn:diploma' }), 'not-a-legal-entity-credential'],
  'SD-JWT: expired': [() => crafted({ exp: seconds - 11 }), 'expired'],
  'SD-JWT: an exp beyond all time': [() => crafted({ exp: 1e300 }), 'malformed-claims'],
  'SD-JWT: no LEI': [() => crafted({ lei: undefined }), 'lei-missing'],
  'SD-JWT: no id (R9)': [() => crafted({ jti: undefined }), 'credential-id-malformed'],
  'SD-JWT: exp that can be left out': [async () => kb(await issued({ hidden: ['exp'] })), 'claim-disclosed'],
  'SD-JWT: status that can be left out': [
    async () => kb(await issued({ hidden: ['status'] })),
    'claim-disclosed',
  ],
  'SD-JWT: a disclosure of nobody’s': [
    () => kb(`${sdJwt}${forgedDisclosure('s', 'mayIssue', true)}~`),
    'disclosure-not-in-digest',
  ],
  'SD-JWT: a doubled disclosure': [() => kb(`${sdJwt}${sdJwt.split('~')[1]}~`), 'disclosure-repeated'],
  'SD-JWT: a doubled digest': [() => crafted({ _sd: ['d', 'd'] }), 'digest-repeated'],
  'SD-JWT: a disclosure over an open claim': [
    () => hidden('s', 'lei', '969500MERIDIANCLD082'),
    'disclosure-overwrites-claim',
  ],
  'SD-JWT: a disclosure named _sd': [() => hidden('s', '_sd', []), 'disclosure-malformed'],
  'SD-JWT: a disclosure named __proto__': [() => hidden('s', '__proto__', {}), 'disclosure-malformed'],
  'SD-JWT: a disclosure without a name': [() => hidden('s', 1), 'disclosure-malformed'],
  'SD-JWT: a disclosure of four parts': [() => hidden('s', 'a', 1, 2), 'disclosure-malformed'],
  'SD-JWT: a disclosure in other base64': [
    () => kb(`${sdJwt}${sdJwt.split('~')[1]}=~`),
    'disclosure-malformed',
  ],
  'SD-JWT: a digest that is no text': [() => crafted({ _sd: [1] }), 'digest-malformed'],
  'SD-JWT: `...` where no array is': [() => crafted({ extra: { '...': 'd' } }), 'digest-malformed'],
  'SD-JWT: hashed with SHA-1': [() => crafted({ _sd_alg: 'sha-1' }), 'hash-unsupported'],
  'SD-JWT: fifty-one disclosures': [() => kb(`${sdJwt}${'W10~'.repeat(51)}`), 'too-many-disclosures'],
  'SD-JWT: an empty disclosure': [() => kb(`${sdJwt}~`), 'not-an-sd-jwt'],
  'SD-JWT: disclosures nested too deep': [
    () => hidden('s', 'extra', JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`)),
    'too-deep',
  ],
};

describe('a hostile SD-JWT with a KB-JWT', () => {
  it.each(Object.keys(hostile))('is refused: %s', async (name) => {
    const [make, reason] = hostile[name]!;
    expect(await reasonFor(async () => verifyPresentation(await make(), cast.policy))).toBe(reason);
  });

  it('is told from honest ones, which pass, with all disclosed or nothing', async () => {
    expect(await reasonFor(async () => verifyPresentation(await kb(sdJwt), cast.policy))).toBeUndefined();
    expect(await reasonFor(async () => verifyPresentation(await crafted({}), cast.policy))).toBeUndefined();
    const closed = await kb(`${sdJwt.split('~')[0]}~`);
    expect((await verifyPresentation(closed, cast.policy)).credential).not.toHaveProperty('legalName');
    const byCnf = await kb(await bound(), {}, cast.stranger.key);
    expect(await reasonFor(() => verifyPresentation(byCnf, cast.policy))).toBeUndefined();
  });
});
