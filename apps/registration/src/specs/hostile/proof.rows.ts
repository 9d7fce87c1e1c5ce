import { opaqueId, SealedTokens, signJwt, signKeyBinding, signVpJwt } from '#crypto';
import { CoreSettings } from '#service';
import type { Party } from '../legal-entity-world.js';
import { type Row, row, type Stage } from './row.js';

const sealedAs = ({ registration }: Stage, purpose: string, expiresAt: Date): string => {
  const key = registration.app.get(CoreSettings, { strict: false }).sharedKey(purpose);
  return new SealedTokens<object>(key, purpose).seal({ id: opaqueId() }, expiresAt);
};
const later = (): Date => new Date(Date.now() + 60_000);

/** An honest VP-JWT but for what was asked. */
const vp = async ({ world, asked }: Stage, change: object = {}): Promise<string> =>
  signVpJwt(world.buyer.key, world.buyer.did, [await world.credential()], { ...asked, ...change });
/** The claims of an honest one, changed, and signed by whoever. */
const claims = async (stage: Stage, change: object, by: Party = stage.world.buyer): Promise<string> => {
  const honest = JSON.parse(Buffer.from((await vp(stage)).split('.')[1]!, 'base64url').toString()) as object;
  return signJwt(by.key, 'vp+jwt', { ...honest, ...change });
};
const header = (alg: string): string =>
  Buffer.from(JSON.stringify({ alg, typ: 'vp+jwt' })).toString('base64url');

/** The proof of the holder (MEF 128 R11, R12). */
export const proofRows: readonly Row[] = [
  row('of another audience', 'presentation-not-valid: wrong-audience', (stage) =>
    vp(stage, { audience: 'https://other.example' }),
  ),
  row('of no audience', 'presentation-not-valid: missing-claim', (stage) =>
    claims(stage, { aud: undefined }),
  ),
  row('that was accepted before', 'registration-challenge-already-used', ({ used }) => used),
  row('of a nonce that is too old', 'challenge-not-valid', (stage) =>
    vp(stage, { nonce: sealedAs(stage, 'registration-challenge', new Date(Date.now() - 1000)) }),
  ),
  row('of a nonce that we sealed for something else', 'challenge-not-valid', (stage) =>
    vp(stage, { nonce: sealedAs(stage, 'authorization-code', later()) }),
  ),
  row('of a nonce of its own making', 'challenge-not-valid', (stage) => vp(stage, { nonce: opaqueId() })),
  row('of a nonce of 20 KB', 'challenge-not-valid', (stage) => vp(stage, { nonce: 'n'.repeat(20_000) })),
  row('without a nonce', 'presentation-not-valid: wrong-nonce', (stage) =>
    claims(stage, { nonce: undefined }),
  ),
  row('whose nonce is a number', 'presentation-not-valid: wrong-nonce', (stage) =>
    claims(stage, { nonce: 7 }),
  ),
  row('of half an hour ago', 'presentation-not-valid: too-old', (stage) =>
    claims(stage, { iat: Math.floor(Date.now() / 1000) - 1800 }),
  ),
  row('of tomorrow', 'presentation-not-valid: not-yet-valid', (stage) =>
    claims(stage, { iat: Math.floor(Date.now() / 1000) + 86_400 }),
  ),
  row('without a signature', 'presentation-not-valid: not-a-compact-jws', async (stage) => {
    const [, payload] = (await vp(stage)).split('.');
    return `${header('none')}.${payload}.`;
  }),
  row('with an HMAC for a signature', 'presentation-not-valid: forbidden-algorithm', async (stage) => {
    const [, payload] = (await vp(stage)).split('.');
    return `${header('HS256')}.${payload}.AAAA`;
  }),
  row(
    'signed by a stranger under the name of the key of the holder',
    'presentation-not-valid: invalid-signature',
    (stage) => {
      const { buyer, stranger } = stage.world;
      return claims(stage, {}, { ...buyer, key: { ...stranger.key, kid: buyer.key.kid } });
    },
  ),
  row('whose holder is another than its issuer', 'presentation-not-valid: wrong-issuer', (stage) =>
    claims(stage, { iss: stage.world.stranger.did }),
  ),
  row(
    'whose text was changed after it was signed',
    'presentation-not-valid: invalid-signature',
    async (stage) => {
      const [head, , signature] = (await vp(stage)).split('.');
      const [, other] = (await claims(stage, { aud: [stage.registration.issuer] })).split('.');
      return `${head}.${other}.${signature}`;
    },
  ),
  row('of an SD-JWT VC without key binding', 'presentation-not-valid: key-binding-missing', ({ world }) =>
    world.sdJwt(),
  ),
  row(
    'whose key binding is over another credential',
    'presentation-not-valid: wrong-sd-hash',
    async ({ world, asked }) => {
      const [mine, other] = [await world.sdJwt(), await world.sdJwt()];
      const bound = await signKeyBinding(world.buyer.key, other, asked);
      return `${mine}${bound.slice(other.length)}`;
    },
  ),
  row(
    'whose key binding is for another audience',
    'presentation-not-valid: wrong-audience',
    async ({ world, asked }) =>
      signKeyBinding(world.buyer.key, await world.sdJwt(), { ...asked, audience: 'https://other.example' }),
  ),
  row(
    'whose key binding is by a stranger',
    'presentation-not-valid: invalid-signature',
    async ({ world, asked }) =>
      signKeyBinding({ ...world.stranger.key, kid: world.buyer.key.kid }, await world.sdJwt(), asked),
  ),
  row('that is a credential alone', 'presentation-not-valid: wrong-nonce', ({ world }) => world.credential()),
  row('that is empty', 'presentation-not-valid: no-text', () => ''),
  row('that is a number', 'presentation-not-valid: no-text', () => 7),
  row('that is an object', 'presentation-not-valid: no-text', async (stage) => ({ jwt: await vp(stage) })),
  row('that is no JWT', 'presentation-not-valid: not-base64url', () => 'a.b.c'),
  row('of 200 KB', 'presentation-not-valid: oversized', () => `${'a'.repeat(200_000)}.b.c`),
  row('of tildes', 'presentation-not-valid: not-an-sd-jwt', () => '~'.repeat(1000)),
];
