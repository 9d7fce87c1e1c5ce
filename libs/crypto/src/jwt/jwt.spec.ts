import fc from 'fast-check';
import { assertClaims } from './claim-checks.js';
import { assertKind, readClaims, signJwt, verifyJwt } from './jwt.js';
import { outcomeOf, reasonOf } from '../jws/jws.fixture.js';
import { jwtKinds, normalTyp } from './jwt-kinds.js';
import { KeySet } from '../jwk/key-set.js';
import { generateSigningKey, importSigningKey } from '../jwk/signing-key.js';

const now = new Date('2026-01-01T00:00:00Z');
const seconds = now.getTime() / 1000;

/** What an honest issuer puts into each kind. */
const honest: { readonly [K in keyof typeof jwtKinds]: Record<string, unknown> } = {
  accessToken: { iss: 'i', exp: 1, aud: 'a', sub: 's', client_id: 'c', iat: 1, jti: 'j', scope: 'quote' },
  resourceToken: {
    iss: 'i',
    exp: 1,
    aud: 'r',
    sub: 's',
    client_id: 'c',
    iat: 1,
    jti: 'j',
    ath: 'h',
    meflso_intent_id: 'x',
    operations: ['createQuote'],
  },
  idToken: { iss: 'i', sub: 's', aud: 'c', exp: 1, iat: 1, nonce: 'n', c_hash: 'h', meflso_intent_id: 'x' },
  requestObject: {
    iss: 'c',
    aud: 'i',
    exp: 1,
    nbf: 1,
    client_id: 'c',
    response_type: 'code',
    redirect_uri: 'https://b.example/cb',
    nonce: 'n',
    claims: {},
  },
  clientAssertion: { iss: 'c', sub: 'c', aud: 'i', exp: 1, jti: 'j' },
  softwareStatement: { iss: 'd', iat: 1, exp: 1, jti: 'j', software_id: 's', software_roles: ['BUYER'] },
  signedBody: { iss: 'c', aud: 'i', iat: 1, jti: 'j', Data: {} },
  verifiableCredential: {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: 'https://d.example/c/1',
    type: ['VerifiableCredential'],
    issuer: 'did:web:d.example',
    credentialSubject: { id: 'did:web:b.example' },
  },
  verifiablePresentation: {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    holder: 'did:web:b.example',
    verifiableCredential: [],
    aud: 'i',
    nonce: 'n',
    iat: 1,
  },
  sdJwtCredential: { iss: 'did:web:d.example', vct: 'urn:x', sub: 'did:web:b.example', jti: 'j' },
  keyBinding: { iat: 1, aud: 'i', nonce: 'n', sd_hash: 'h' },
  holderProof: { iss: 'did:web:b.example', aud: 'd', iat: 1, jti: 'j' },
  statusList: { sub: 'https://d.example/l/1', iat: 1, status_list: { bits: 2, lst: 'x' } },
  payloadMessage: {
    iss: 'c',
    aud: 'i',
    iat: 1,
    conversation: 'x',
    sequence: 1,
    secrets: 'e',
    domain: 'b.example',
  },
  payloadRefusal: { iss: 'i', aud: 'c', iat: 1, conversation: 'x', status: 403, refused_message: 'h' },
  internal: { iss: 'tokens', aud: 'intents', exp: 1 },
};
const names = Object.keys(jwtKinds) as (keyof typeof jwtKinds)[];
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

describe('a JWT of one kind never passes as another (RFC 8725 §3.11)', () => {
  it.each(names)('%s passes as itself', (kind) => {
    expect(() =>
      assertKind({ alg: 'x', typ: jwtKinds[kind].typ }, honest[kind], jwtKinds[kind]),
    ).not.toThrow();
  });

  it.each(pairs)('%s is no %s', (from, to) => {
    const header = { alg: 'x', typ: jwtKinds[from].typ };
    expect(() => assertKind(header, honest[from], jwtKinds[to])).toThrow(/wrong-kind|missing-claim/);
  });

  // A client signs its own JWTs, and may leave `typ` out: then the claims decide.
  const signedByClients = [
    'requestObject',
    'clientAssertion',
    'softwareStatement',
    'idToken',
    'signedBody',
  ] as const;
  const untyped = signedByClients.flatMap((from) =>
    signedByClients.filter((to) => to !== from).map((to) => [from, to] as const),
  );
  it.each(untyped)('%s without a typ is no %s', (from, to) => {
    expect(() => assertKind({ alg: 'x' }, honest[from], jwtKinds[to])).toThrow(/wrong-kind|missing-claim/);
  });

  it('reads `typ` as a media type (RFC 7515 §4.1.9)', () => {
    expect(normalTyp('application/at+jwt')).toBe('at+jwt');
    expect(normalTyp('AT+JWT')).toBe('at+jwt');
    expect(normalTyp('application/at+jwt/x')).toBe('application/at+jwt/x');
    expect(normalTyp(undefined)).toBeUndefined();
  });
});

it('signs and verifies a JWT of a kind', async () => {
  const pair = await generateSigningKey('ES256');
  const set = KeySet.of({ keys: [pair.publicJwk] });
  const policy = { key: (header: { alg: string; kid?: string }) => set.find(header), algorithms: ['ES256'] };
  const key = await importSigningKey(pair.privateJwk, 'ES256');
  const jwt = await signJwt(key, 'at+jwt', honest.accessToken);
  expect((await verifyJwt(jwt, policy, jwtKinds.accessToken)).claims).toEqual(honest.accessToken);
  await expect(verifyJwt(jwt, policy, jwtKinds.resourceToken)).rejects.toThrow('wrong-kind');
});

describe('claims', () => {
  const read = (value: unknown) => readClaims(Buffer.from(JSON.stringify(value)));

  it.each([
    [{ iss: 1 }],
    [{ iss: '' }],
    [{ sub: ['c'] }],
    [{ jti: {} }],
    [{ aud: [] }],
    [{ aud: [1] }],
    [{ aud: {} }],
    [{ exp: '1' }],
    [{ exp: null }],
    [{ nbf: -1 }],
    [{ iat: true }],
    [[]],
    ['text'],
    [null],
  ])('are refused of the wrong type: %j', (value) => {
    expect(() => read(value)).toThrow('malformed-claims');
  });

  it('are refused when they are not UTF-8, or too large a number', () => {
    expect(() => readClaims(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow('malformed-claims');
    expect(() => readClaims(Buffer.from('{"exp":1e999}'))).toThrow('malformed-claims');
  });

  it('never fail in any other way', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.jsonValue(), (bytes, value) => {
        for (const payload of [bytes, Buffer.from(JSON.stringify(value))])
          expect(['fine', 'Untrusted']).toContain(outcomeOf(() => readClaims(payload)));
      }),
    );
  });

  const rules = { now, issuer: 'i', audiences: ['a', 'b'], maxSecondsToExpiry: 300, maxAge: 60 };
  const good = { iss: 'i', aud: 'a', exp: seconds + 60, iat: seconds, nbf: seconds };
  it.each([
    ['as they should be', good, undefined],
    ['with one of several audiences', { ...good, aud: ['x', 'b'] }, undefined],
    ['of another issuer', { ...good, iss: 'i/' }, 'wrong-issuer'],
    ['without issuer', { ...good, iss: undefined }, 'wrong-issuer'],
    ['for another audience', { ...good, aud: 'c' }, 'wrong-audience'],
    ['without audience', { ...good, aud: undefined }, 'missing-claim'],
    ['expired', { ...good, exp: seconds - 10 }, 'expired'],
    ['expired within the tolerance', { ...good, exp: seconds - 9 }, undefined],
    ['without expiry', { ...good, exp: undefined }, 'missing-claim'],
    ['that live too long', { ...good, exp: seconds + 311 }, 'lives-too-long'],
    ['not valid yet', { ...good, nbf: seconds + 46 }, 'not-yet-valid'],
    ['issued in the future', { ...good, iat: seconds + 46 }, 'not-yet-valid'],
    ['by a clock that is half a minute ahead', { ...good, nbf: seconds + 30, iat: seconds + 30 }, undefined],
    ['issued too long ago', { ...good, iat: seconds - 71 }, 'too-old'],
  ])('%s', (_title, claims, reason) => {
    expect(reasonOf(() => assertClaims(claims, rules))).toBe(reason);
  });
});
