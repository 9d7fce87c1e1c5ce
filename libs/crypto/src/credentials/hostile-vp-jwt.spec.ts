import type { SigningKey } from '../jwk/signing-key.js';
import { part } from '../jws/jws.fixture.js';
import { signJwt } from '../jwt/jwt.js';
import {
  asked,
  type Cast,
  documentOf,
  factsOf,
  makeCast,
  now,
  reasonFor,
  sdJwtOf,
  vcOf,
} from './credentials.fixture.js';
import { signVpJwt } from './present-credential.js';
import { verifyPresentation } from './presentation.js';

let cast: Cast;
let [vc, sdJwt, honest] = ['', '', ''];
beforeAll(async () => {
  cast = await makeCast();
  const { issuer, member } = cast;
  vc = await vcOf(issuer, factsOf(issuer, member));
  sdJwt = await sdJwtOf(issuer, factsOf(issuer, member));
  honest = await signVpJwt(member.key, member.did, [vc], asked);
});

const seconds = now.getTime() / 1000;
const honestVp = () => JSON.parse(Buffer.from(honest.split('.')[1]!, 'base64url').toString()) as object;
const vp = (change: object = {}, key?: SigningKey, typ = 'vp+jwt') =>
  signJwt(key ?? cast.member.key, typ, { ...honestVp(), ...change });
const enveloped = (id: string, type = 'EnvelopedVerifiableCredential') => ({
  verifiableCredential: [{ type, id }],
});
const bound = () => factsOf(cast.issuer, cast.member, { holderKey: cast.stranger.pair.publicJwk });

const hostile: Record<string, [() => Promise<string> | string, string]> = {
  'another nonce (a replay)': [
    () => signVpJwt(cast.member.key, cast.member.did, [vc], { ...asked, nonce: 'n-0' }),
    'wrong-nonce',
  ],
  'no nonce': [() => vp({ nonce: undefined }), 'missing-claim'],
  'another audience': [
    () => signVpJwt(cast.member.key, cast.member.did, [vc], { ...asked, audience: 'https://other.example' }),
    'wrong-audience',
  ],
  'six minutes old': [() => vp({ iat: seconds - 360 }), 'too-old'],
  'of the future': [() => vp({ iat: seconds + 60 }), 'not-yet-valid'],
  'of another typ': [() => vp({}, cast.member.key, 'JWT'), 'wrong-kind'],
  'a credential for a presentation': [() => vc, 'wrong-kind'],
  'of nothing': [() => vp({ verifiableCredential: [] }), 'presentation-empty'],
  'of nine credentials': [
    () =>
      signVpJwt(
        cast.member.key,
        cast.member.did,
        Array.from({ length: 9 }, () => 'a.b.c'),
        asked,
      ),
    'too-many-credentials',
  ],
  'of a bare credential': [() => vp({ verifiableCredential: [vc] }), 'presentation-malformed'],
  'of a credential in another envelope': [
    () => vp(enveloped(`data:text/plain,${vc}`)),
    'presentation-malformed',
  ],
  'of a link to a credential': [
    () => vp(enveloped('https://directory.example/c/1')),
    'presentation-malformed',
  ],
  'of another type': [
    () => vp(enveloped(`data:application/vc+jwt,${vc}`, 'VerifiableCredential')),
    'presentation-malformed',
  ],
  'an SD-JWT called a VC-JWT': [
    () => vp(enveloped(`data:application/vc+jwt,${sdJwt}`)),
    'presentation-malformed',
  ],
  'signed by a stranger': [() => signVpJwt(cast.stranger.key, cast.member.did, [vc], asked), 'unknown-kid'],
  'a stranger presents as itself': [
    () => signVpJwt(cast.stranger.key, cast.stranger.did, [vc], asked),
    'holder-is-not-subject',
  ],
  'an iss that is not the holder': [() => vp({ iss: cast.stranger.did }), 'wrong-issuer'],
  'by a key that only asserts': [
    () => {
      cast.documents[cast.member.did] = documentOf(cast.member, ['assertionMethod']);
      return honest;
    },
    'key-without-relationship',
  ],
  'by the DID although `cnf` names a key': [
    async () => signVpJwt(cast.member.key, cast.member.did, [await vcOf(cast.issuer, bound())], asked),
    'wrong-key-type',
  ],
  changed: [() => honest.replace(/\.[^.]*\./, `.${part({ ...honestVp(), extra: 1 })}.`), 'invalid-signature'],
};

describe('a hostile VP-JWT', () => {
  it.each(Object.keys(hostile))('is refused: %s', async (name) => {
    cast.restore();
    const [make, reason] = hostile[name]!;
    expect(await reasonFor(async () => verifyPresentation(await make(), cast.policy))).toBe(reason);
  });

  it('is told from honest ones, which pass, by the subject’s key or by the one of `cnf`', async () => {
    cast.restore();
    expect(await reasonFor(() => verifyPresentation(honest, cast.policy))).toBeUndefined();
    const byCnf = await signVpJwt(
      cast.stranger.key,
      cast.member.did,
      [await vcOf(cast.issuer, bound())],
      asked,
    );
    expect(await reasonFor(() => verifyPresentation(byCnf, cast.policy))).toBeUndefined();
  });

  it('is not asked for without a nonce', async () => {
    const policy = { ...cast.policy, nonce: '' };
    expect(await reasonFor(async () => verifyPresentation(await vp({ nonce: '' }), policy))).toBe(
      'wrong-nonce',
    );
  });
});
