import { reasonFor } from '../credentials/credentials.fixture.js';
import { readDidDocument } from './did-document.js';

describe('a DID document', () => {
  const did = 'did:web:a.example';
  const method = (change: object = {}) => ({
    id: `${did}#k`,
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: 'z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    ...change,
  });

  it('may write ids short, and methods where they are used', () => {
    const document = {
      id: did,
      verificationMethod: [method({ id: '#k' })],
      assertionMethod: ['#k', method({ id: '#l' })],
    };
    const found = readDidDocument(document, did).keys.map(({ id, relationships }) => [id, ...relationships]);
    expect(found).toEqual([
      [`${did}#k`, 'assertionMethod'],
      [`${did}#l`, 'assertionMethod'],
    ]);
  });

  it.each([
    ['of another controller', method({ controller: 'did:web:b.example' })],
    ['under another DID', method({ id: 'did:web:b.example#k' })],
    ['of a kind that is unknown here', method({ publicKeyMultibase: undefined, publicKeyPem: 'x' })],
  ])('gives its subject no key %s', (_name, one) => {
    const document = { id: did, verificationMethod: [one], assertionMethod: [one.id] };
    expect(readDidDocument(document, did).keys).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['no object', [], 'malformed-did-document'],
    ['another DID', { id: 'did:web:b.example' }, 'did-document-of-another'],
    ['no id', {}, 'did-document-of-another'],
    ['a deactivated DID', { id: did, deactivated: true }, 'did-deactivated'],
    ['methods that are no list', { id: did, verificationMethod: {} }, 'malformed-did-document'],
    ['a method without id', { id: did, verificationMethod: [{}] }, 'malformed-did-document'],
    [
      'two methods of one id',
      { id: did, verificationMethod: [method(), method({ id: '#k' })] },
      'duplicate-kid',
    ],
    [
      'fifty-one methods',
      { id: did, verificationMethod: Array.from({ length: 51 }, (_, n) => method({ id: `#${n}` })) },
      'too-many-keys',
    ],
    [
      'a private key',
      { id: did, verificationMethod: [method({ publicKeyJwk: { kty: 'OKP', d: 'x' } })] },
      'private-key-published',
    ],
    [
      'a key of no known form',
      { id: did, verificationMethod: [method({ publicKeyMultibase: 'z1' })] },
      'multikey-malformed',
    ],
  ])('of %s is refused', async (_name, document, reason) =>
    expect(await reasonFor(async () => readDidDocument(document, did))).toBe(reason),
  );
});
