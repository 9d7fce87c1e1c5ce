import { toBase64url } from '../base64url.js';
import { part } from '../jws/jws.fixture.js';
import {
  at,
  documentOf,
  factsOf,
  makeParty,
  now,
  type Party,
  reasonFor,
  resolverOf,
  vcOf,
} from './credentials.fixture.js';
import { vcClaims } from './issue-credential.js';
import { verifyVcJwt } from './vc-jwt.js';

let issuer: Party;
let member: Party;
let stranger: Party;
let documents: Record<string, unknown>;
beforeAll(async () => {
  issuer = await makeParty('did:web:directory.example');
  member = await makeParty('did:web:buyer.example');
  stranger = await makeParty('key', 'EdDSA');
  documents = { [issuer.did]: documentOf(issuer), [member.did]: documentOf(member) };
});

const facts = (change = {}) => factsOf(issuer, member, change);
const claims = (change: object) => () => vcOf(issuer, facts(), change);
const subject = (change: object) => () =>
  claims({ credentialSubject: { ...(vcClaims(facts())['credentialSubject'] as object), ...change } })();
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

const hostile: Record<string, [() => Promise<string> | string, string]> = {
  'not a JWS': [() => 'credential', 'not-a-compact-jws'],
  'longer than any honest one': [() => `${'a'.repeat(40_000)}.e30.AA`, 'oversized'],
  'alg none': [
    () => `${part({ alg: 'none', typ: 'vc+jwt', kid: 'k' })}.${part(vcClaims(facts()))}.AAAA`,
    'forbidden-algorithm',
  ],
  'typ of another kind': [() => vcOf(issuer, facts(), {}, 'JWT'), 'wrong-kind'],
  'typ of a presentation': [() => vcOf(issuer, facts(), {}, 'vp+jwt'), 'wrong-kind'],
  'a claim `vc`, as before VC-JOSE-COSE': [claims({ vc: {} }), 'wrong-kind'],
  'no subject': [claims({ credentialSubject: undefined }), 'missing-claim'],
  'no id (R9)': [claims({ id: undefined }), 'missing-claim'],
  'an id that is no URI': [claims({ id: 'credential 1' }), 'credential-id-malformed'],
  'a jti that is another id': [claims({ jti: 'urn:other' }), 'credential-id-malformed'],
  'context of another version': [
    claims({ '@context': ['https://www.w3.org/2018/credentials/v1'] }),
    'not-a-legal-entity-credential',
  ],
  'context as text': [
    claims({ '@context': 'https://www.w3.org/ns/credentials/v2' }),
    'not-a-legal-entity-credential',
  ],
  'another type': [claims({ type: ['VerifiableCredential', 'Diploma'] }), 'not-a-legal-entity-credential'],
  'two subjects': [claims({ credentialSubject: [{ id: 'urn:a' }, { id: 'urn:b' }] }), 'subject-malformed'],
  'a subject without id (R7)': [subject({ id: undefined }), 'subject-malformed'],
  'a sub that is another subject': [claims({ sub: 'did:web:other.example' }), 'wrong-subject'],
  'no LEI': [subject({ lei: undefined }), 'lei-missing'],
  'an LEI with wrong check digits': [subject({ lei: '5493001KJTIIGC8Y1R13' }), 'lei-invalid'],
  'an LEI in lower case': [subject({ lei: '5493001kjtiigc8y1r12' }), 'lei-invalid'],
  'an LEI as a number': [subject({ lei: 54 }), 'lei-invalid'],
  'a name that is no text': [subject({ legalName: {} }), 'malformed-claims'],
  'an issuer without id': [claims({ issuer: {} }), 'issuer-malformed'],
  'an iss that is another issuer': [claims({ iss: 'did:web:other.example' }), 'wrong-issuer'],
  'an issuer that nobody knows': [
    claims({ issuer: 'did:web:x.example', iss: 'did:web:x.example' }),
    'identifier-unknown',
  ],
  'an issuer of another DID method': [
    claims({ issuer: 'did:ion:x', iss: 'did:ion:x' }),
    'did-method-unsupported',
  ],
  'signed by a stranger under the name of the issuer': [
    () => vcOf({ ...stranger, did: issuer.did }, facts()),
    'unknown-kid',
  ],
  'signed by a stranger with the kid of the issuer': [
    () => vcOf({ ...stranger, key: { ...stranger.key, alg: 'EdDSA', kid: issuer.key.kid } }, facts()),
    'wrong-key-type',
  ],
  'signed by a key of the issuer that only authenticates': [
    () => {
      documents[issuer.did] = documentOf(issuer, ['authentication']);
      return vcOf(issuer, facts());
    },
    'key-without-relationship',
  ],
  'changed after it was signed': [
    async () => {
      const [head, , signature] = (await vcOf(issuer, facts())).split('.');
      return `${head}.${part(vcClaims(facts({ lei: '969500MERIDIANCLD082' })))}.${signature}`;
    },
    'invalid-signature',
  ],
  expired: [() => vcOf(issuer, facts({ validUntil: at(-11) })), 'expired'],
  'expired by exp alone': [claims({ exp: now.getTime() / 1000 - 11 }), 'expired'],
  'not yet valid': [() => vcOf(issuer, facts({ validFrom: at(60) })), 'not-yet-valid'],
  'not yet valid by nbf alone': [claims({ nbf: now.getTime() / 1000 + 60 }), 'not-yet-valid'],
  'a time without a zone': [claims({ validUntil: '2026-07-01T00:00:00' }), 'malformed-claims'],
  'a time that is none': [claims({ validUntil: '2026-13-41T00:00:00Z' }), 'malformed-claims'],
  'a W3C status that cannot be followed (R10)': [
    claims({ credentialStatus: { id: 'https://x' } }),
    'status-unsupported',
  ],
  'a status of an unknown mechanism': [claims({ status: { lookup: {} } }), 'status-unsupported'],
  'a status with a negative index': [
    claims({ status: { status_list: { uri: 'https://l.example', idx: -1 } } }),
    'status-malformed',
  ],
  'a status with a fraction as index': [
    claims({ status: { status_list: { uri: 'https://l.example', idx: 0.5 } } }),
    'status-malformed',
  ],
  'a status without a list': [claims({ status: { status_list: { idx: 1 } } }), 'status-malformed'],
  'a cnf without a key': [claims({ cnf: { kid: 'k' } }), 'cnf-malformed'],
  'a cnf with a private key': [
    () => vcOf(issuer, facts({ holderKey: member.pair.privateJwk })),
    'private-key-published',
  ],
  'nested deeper than anyone reads': [claims({ extra: nested(40) }), 'too-deep'],
  'nested ten thousand deep': [
    () => {
      const text = JSON.stringify({ ...vcClaims(facts()), extra: 0 }).replace(
        '"extra":0',
        `"extra":${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      );
      return `${part({ alg: 'ES256', typ: 'vc+jwt' })}.${toBase64url(text)}.AAAA`;
    },
    'too-deep',
  ],
  'a NUL in a name': [subject({ legalName: 'a\u0000b' }), 'malformed-claims'],
  'claims that are no object': [
    () => `${part({ alg: 'ES256', typ: 'vc+jwt' })}.${toBase64url('[]')}.AAAA`,
    'malformed-claims',
  ],
};

describe('a hostile VC-JWT', () => {
  it.each(Object.keys(hostile))('is refused: %s', async (name) => {
    documents[issuer.did] = documentOf(issuer);
    const [make, reason] = hostile[name]!;
    const policy = { now, resolve: resolverOf(documents) };
    expect(await reasonFor(async () => verifyVcJwt(await make(), policy))).toBe(reason);
  });

  it('is told from an honest one, which passes', async () => {
    documents[issuer.did] = documentOf(issuer);
    const policy = { now, resolve: resolverOf(documents) };
    expect(await reasonFor(async () => verifyVcJwt(await vcOf(issuer, facts()), policy))).toBeUndefined();
  });
});
