import { createHmac, createPublicKey } from 'node:crypto';
import { FlattenedSign } from 'jose';
import { toBase64url } from '../base64url.js';
import { signJws, verifyJws } from './jws.js';
import { makeSigner, part, policyOf } from './jws.fixture.js';
import { generateSigningKey, importSigningKey } from '../jwk/signing-key.js';

let signer: Awaited<ReturnType<typeof makeSigner>>;
beforeAll(async () => {
  signer = await makeSigner();
});
const policy = (algorithms?: readonly string[]) => policyOf(signer.set, algorithms);

describe('a hostile JWS', () => {
  const hmacWith = (secret: string | Uint8Array, alg: string, kid: string) => {
    const input = `${part({ alg, kid })}.${part({})}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  const vectors: Record<string, [() => Promise<string> | string, string]> = {
    'alg none, signature kept': [() => `${part({ alg: 'none' })}.${part({})}.AAAA`, 'forbidden-algorithm'],
    'alg none, no signature': [() => `${part({ alg: 'none' })}.${part({})}.`, 'not-a-compact-jws'],
    'alg nOnE': [() => `${part({ alg: 'nOnE' })}.${part({})}.AAAA`, 'forbidden-algorithm'],
    'HMAC with the public key as secret': [
      () => {
        const key = createPublicKey({ key: signer.pairs.PS256.publicJwk as never, format: 'jwk' });
        return hmacWith(key.export({ type: 'spki', format: 'pem' }), 'HS256', signer.pairs.PS256.kid);
      },
      'forbidden-algorithm',
    ],
    'alg of another key type': [
      async () => {
        const [, payload, signature] = (await signJws(signer.keys.ES256, {}, '{}')).split('.');
        return `${part({ alg: 'PS256', kid: signer.pairs.ES256.kid })}.${payload}.${signature}`;
      },
      'wrong-key-type',
    ],
    'alg as an array': [() => `${part({ alg: ['PS256'] })}.${part({})}.AAAA`, 'malformed-header'],
    'alg missing': [() => `${part({ kid: 'a' })}.${part({})}.AAAA`, 'malformed-header'],
    'alg constructor': [() => `${part({ alg: 'constructor' })}.${part({})}.AAAA`, 'forbidden-algorithm'],
    'kid missing': [() => `${part({ alg: 'PS256' })}.${part({})}.AAAA`, 'missing-kid'],
    'kid unknown': [() => `${part({ alg: 'PS256', kid: 'x' })}.${part({})}.AAAA`, 'unknown-kid'],
    'kid with a path': [
      () => `${part({ alg: 'PS256', kid: '../../etc/passwd' })}.${part({})}.AAAA`,
      'unknown-kid',
    ],
    'kid with SQL': [() => `${part({ alg: 'PS256', kid: "' OR 1=1--" })}.${part({})}.AAAA`, 'unknown-kid'],
    'kid __proto__': [() => `${part({ alg: 'PS256', kid: '__proto__' })}.${part({})}.AAAA`, 'unknown-kid'],
    'kid as a number': [() => `${part({ alg: 'PS256', kid: 1 })}.${part({})}.AAAA`, 'malformed-header'],
    'kid empty': [() => `${part({ alg: 'PS256', kid: '' })}.${part({})}.AAAA`, 'malformed-header'],
    'kid huge': [
      () => `${part({ alg: 'PS256', kid: 'k'.repeat(256) })}.${part({})}.AAAA`,
      'malformed-header',
    ],
    'unknown crit': [
      () => `${part({ alg: 'PS256', crit: ['exp'], exp: 1 })}.${part({})}.AAAA`,
      'unknown-critical-header',
    ],
    'crit empty': [() => `${part({ alg: 'PS256', crit: [] })}.${part({})}.AAAA`, 'malformed-header'],
    'crit not a list': [() => `${part({ alg: 'PS256', crit: 'b64' })}.${part({})}.AAAA`, 'malformed-header'],
    'b64 false': [
      () => `${part({ alg: 'PS256', b64: false, crit: ['b64'] })}.${part({})}.AAAA`,
      'unknown-critical-header',
    ],
    'b64 true': [() => `${part({ alg: 'PS256', b64: true })}.${part({})}.AAAA`, 'unknown-critical-header'],
    truncated: [async () => (await signJws(signer.keys.EdDSA, {}, '{}')).slice(0, -6), 'invalid-signature'],
    'without its signature': [
      async () => (await signJws(signer.keys.EdDSA, {}, '{}')).replace(/[^.]+$/, ''),
      'not-a-compact-jws',
    ],
    'of two parts': [() => `${part({ alg: 'PS256' })}.${part({})}`, 'not-a-compact-jws'],
    'of five parts, a JWE': [() => 'a.b.c.d.e', 'not-a-compact-jws'],
    'with padding': [async () => `${await signJws(signer.keys.ES256, {}, '{}')}=`, 'not-a-compact-jws'],
    'with white space': [async () => ` ${await signJws(signer.keys.ES256, {}, '{}')}`, 'not-a-compact-jws'],
    'with a line feed': [async () => `${await signJws(signer.keys.ES256, {}, '{}')}\n`, 'not-a-compact-jws'],
    'empty text': [() => '', 'not-a-compact-jws'],
    huge: [() => `${part({ alg: 'PS256' })}.${'A'.repeat(20_000)}.AAAA`, 'oversized'],
    'header not JSON': [() => `${toBase64url('{')}.${part({})}.AAAA`, 'malformed-header'],
    'header a list': [() => `${part(['PS256'])}.${part({})}.AAAA`, 'malformed-header'],
    'header null': [() => `${part(null)}.${part({})}.AAAA`, 'malformed-header'],
    'header not UTF-8': [
      () => `${toBase64url(Buffer.from('{"alg":"PS256","x":"\xff"}', 'latin1'))}.${part({})}.AAAA`,
      'malformed-header',
    ],
    'general JSON serialisation': [
      async () => {
        const flat = new FlattenedSign(Buffer.from('{}')).setProtectedHeader({ alg: 'ES256' });
        return JSON.stringify(await flat.sign(signer.keys.ES256.privateKey));
      },
      'not-a-compact-jws',
    ],
  };

  it.each(Object.entries(vectors))('%s is refused', async (_title, [make, reason]) => {
    await expect(verifyJws(await make(), policy())).rejects.toMatchObject({ name: 'Untrusted', reason });
  });

  it('HMAC is refused even where a careless caller names it', async () => {
    const jws = hmacWith('secret', 'HS256', signer.pairs.PS256.kid);
    await expect(verifyJws(jws, policy(['HS256', 'none']))).rejects.toThrow('forbidden-algorithm');
  });

  it('brings its own key in `jwk`, `jku` or `x5c`, which nobody looks at (RFC 8725 §3.10)', async () => {
    const stranger = await generateSigningKey('ES256');
    const theirs = await importSigningKey(stranger.privateJwk, 'ES256');
    const header = { jwk: stranger.publicJwk, jku: 'http://127.0.0.1/jwks', x5c: ['AAAA'] };
    await expect(verifyJws(await signJws(theirs, header, '{}'), policy())).rejects.toThrow('unknown-kid');
    const claiming = await signJws({ ...theirs, kid: signer.pairs.ES256.kid }, header, '{}');
    await expect(verifyJws(claiming, policy())).rejects.toThrow('invalid-signature');
  });
});
