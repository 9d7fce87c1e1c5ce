import { generateSigningKey } from '../jwk/signing-key.js';
import { reasonFor } from '../credentials/credentials.fixture.js';
import { toBase64url } from '../base64url.js';
import { fromBase58, toBase58 } from './base58.js';
import { didJwkOf } from './did-jwk.js';
import { didKeyOf } from './did-key.js';
import { didWebOf, didWebUrl } from './did-web.js';
import { identifierKind } from './identifier.js';
import { multikeyToJwk } from './multikey.js';
import { resolveLocally } from './resolve-locally.js';

describe('an identifier (MEF 128 R3, R5)', () => {
  it.each([
    ['did:web:seller.example', 'did:web'],
    ['did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK', 'did:key'],
    ['did:jwk:e30', 'did:jwk'],
    ['https://keystore.example/org/application.jwks', 'jwks'],
    ['CN=client-1,OU=org-1,O=Buyer Networks Ltd,C=AE', 'x509'],
  ])('%s is of the kind %s', (identifier, kind) => expect(identifierKind(identifier)).toBe(kind));

  it.each([
    ['', 'identifier-malformed'],
    ['buyer', 'identifier-malformed'],
    ['urn:lei:5493001KJTIIGC8Y1R12', 'identifier-malformed'],
    ['did:', 'identifier-malformed'],
    ['did:web:', 'identifier-malformed'],
    ['did:web:a.example#key', 'identifier-malformed'],
    ['did:web:a.example/path', 'identifier-malformed'],
    ['did:web:a.example?x=y', 'identifier-malformed'],
    ['did:ion:abc', 'did-method-unsupported'],
    ['did:constructor:abc', 'did-method-unsupported'],
    ['https://[', 'identifier-malformed'],
    [`did:jwk:${'a'.repeat(3000)}`, 'identifier-malformed'],
  ])('%s is none', async (identifier, reason) =>
    expect(await reasonFor(async () => identifierKind(identifier))).toBe(reason),
  );
});

describe('did:key', () => {
  it.each(['ES256', 'EdDSA'] as const)('names a key of %s, and leads back to it', async (alg) => {
    const { publicJwk } = await generateSigningKey(alg);
    const { keys } = resolveLocally(didKeyOf(publicJwk))!;
    const { kid: _, alg: __, use: ___, ...bare } = publicJwk;
    expect(keys).toMatchObject([{ jwk: bare, relationships: ['assertionMethod', 'authentication'] }]);
  });

  // did:key v0.7 §5.1, §5.6
  it.each([
    ['z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK', 'Ed25519'],
    ['zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv', 'P-256'],
  ])('%s is a key of %s', (multikey, crv) => expect(multikeyToJwk(multikey)).toMatchObject({ crv }));

  const compressed = () => fromBase58('Dnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv');
  const offCurve = () => Buffer.concat([Buffer.from([0x80, 0x24, 0x02]), Buffer.alloc(32, 0xff)]);
  it.each<[string, string, string]>([
    ['another base', 'm6MkhaXg', 'multikey-malformed'],
    ['characters that are not of base58', 'z0OIl', 'multikey-malformed'],
    ['nothing', 'z', 'multikey-malformed'],
    ['two hundred and one characters', `z${'2'.repeat(201)}`, 'multikey-malformed'],
    [
      'another multicodec (secp256k1)',
      `z${toBase58(Buffer.from([0xe7, 0x01, ...Buffer.alloc(33, 2)]))}`,
      'multikey-unsupported',
    ],
    [
      'a short Ed25519 key',
      `z${toBase58(Buffer.from([0xed, 0x01, ...Buffer.alloc(31, 2)]))}`,
      'multikey-malformed',
    ],
    ['a point that is not on the curve', `z${toBase58(offCurve())}`, 'multikey-malformed'],
    [
      'an uncompressed point',
      `z${toBase58(Buffer.concat([compressed(), Buffer.alloc(32)]))}`,
      'multikey-malformed',
    ],
  ])('is refused with %s', async (_name, multikey, reason) =>
    expect(await reasonFor(async () => resolveLocally(`did:key:${multikey}`))).toBe(reason),
  );

  it('has base58 that keeps leading zeros', () => {
    for (const bytes of [[], [0], [0, 0, 1], [255, 0], [0, 58]])
      expect([...fromBase58(toBase58(Buffer.from(bytes)))]).toEqual(bytes);
  });
});

describe('did:jwk', () => {
  it.each(['PS256', 'ES256', 'EdDSA'] as const)('names a key of %s, and leads back to it', async (alg) => {
    const { publicJwk } = await generateSigningKey(alg);
    const did = didJwkOf(publicJwk);
    const { kid: _, alg: __, use: ___, ...bare } = publicJwk;
    expect(resolveLocally(did)!.keys).toEqual([
      { id: `${did}#0`, jwk: bare, relationships: ['assertionMethod', 'authentication'] },
    ]);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['no JSON', async () => 'AAAA', 'did-jwk-malformed'],
    ['other base64', async () => 'e30=', 'identifier-malformed'],
    ['no key', async () => toBase64url('{}'), 'did-jwk-malformed'],
    [
      'a private key',
      async () => toBase64url(JSON.stringify((await generateSigningKey('ES256')).privateJwk)),
      'private-key-published',
    ],
    ['a secret', async () => toBase64url('{"kty":"oct","k":"AA"}'), 'private-key-published'],
  ])('is refused with %s', async (_name, make, reason) => {
    const text = await make();
    expect(await reasonFor(async () => resolveLocally(`did:jwk:${text}`))).toBe(reason);
  });

  it('of a key for encryption signs nothing', async () => {
    const { publicJwk } = await generateSigningKey('ES256');
    const did = `did:jwk:${toBase64url(JSON.stringify({ ...publicJwk, use: 'enc' }))}`;
    const find = resolveLocally(did)!.find('assertionMethod');
    expect(await reasonFor(async () => find({ alg: 'ES256', kid: '#0' }))).toBe('key-without-relationship');
  });
});

describe('did:web (did:web §3.2)', () => {
  it.each([
    ['did:web:seller.example', 'https://seller.example/.well-known/did.json'],
    ['did:web:seller.example%3A8443', 'https://seller.example:8443/.well-known/did.json'],
    ['did:web:seller.example:directory:members:o-1', 'https://seller.example/directory/members/o-1/did.json'],
    ['did:web:localhost%3A3000:directory', 'http://localhost:3000/directory/did.json'],
  ])('%s is at %s, and back', (did, url) => {
    expect(didWebUrl(did, { httpOnLoopback: true })).toBe(url);
    expect(didWebOf(url.replace(/(\/\.well-known)?\/did\.json$/, ''))).toBe(did);
  });

  it('of loopback is at https, unless a sandbox lets it', () => {
    expect(didWebUrl('did:web:localhost')).toBe('https://localhost/.well-known/did.json');
    expect(didWebUrl('did:web:localhost.example', { httpOnLoopback: true })).toMatch('https://');
  });

  it.each([
    'did:web:user%40host.example',
    'did:web:host.example%2Fpath',
    'did:web:host.example:..:x',
    'did:web:host.example::x',
    'did:web:host.example:%2e%2e',
    'did:web:host.example:a%2Fb',
    'did:web:host.example%3A99999999',
    'did:web:%5B::1%5D',
  ])('%s is refused', async (did) =>
    expect(await reasonFor(async () => didWebUrl(did))).toBe('did-web-malformed'),
  );
});
