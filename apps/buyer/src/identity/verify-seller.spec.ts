import { deflateSync } from 'node:zlib';
import { exportJWK, generateKeyPair, type GenerateKeyPairResult, type JWTPayload, SignJWT } from 'jose';
import type { Buyer } from '../buyer.js';
import { verifySeller } from './verify-seller.js';

const seller = 'https://seller.example';
const holder = 'did:web:seller.example';
const anchor = 'did:web:trust.example';
const list = 'https://trust.example/status';
const keys: Record<string, GenerateKeyPairResult> = {};
beforeAll(async () => {
  for (const did of [holder, anchor]) keys[did] = await generateKeyPair('ES256', { extractable: true });
});

/** What a hostile row changes of an honest Seller. */
interface Change {
  readonly metadata?: object;
  readonly presentation?: JWTPayload;
  readonly typ?: string;
  readonly credential?: JWTPayload;
  /** Who signs the credential. */
  readonly by?: string;
  readonly statuses?: number;
  readonly list?: JWTPayload;
  /** The purposes for which the Seller's document lists its key. */
  readonly purposes?: readonly string[];
}

const sign = (did: string, typ: string, claims: object): Promise<string> =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: `${did}#1`, typ })
    .sign(keys[did]!.privateKey);
const now = (): number => Math.floor(Date.now() / 1000);
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

const documentOf = async (did: string, purposes: readonly string[]): Promise<object> => ({
  id: did,
  verificationMethod: [
    { id: `${did}#1`, type: 'JsonWebKey', publicKeyJwk: await exportJWK(keys[did]!.publicKey) },
  ],
  ...Object.fromEntries(purposes.map((purpose) => [purpose, [`${did}#1`]])),
});
const credentialOf = ({ credential, by = anchor }: Change): Promise<string> =>
  sign(by, 'vc+jwt', {
    iss: by,
    validFrom: new Date(0).toISOString(),
    validUntil: inAnHour(),
    credentialSubject: { id: holder, lei: '5493001KJTIIGC8Y1R12', legalName: 'Seller Networks Ltd' },
    status: { status_list: { uri: list, idx: 5 } },
    ...credential,
  });
const presentationOf = async (change: Change, nonce: string): Promise<string> =>
  sign(holder, change.typ ?? 'vp+jwt', {
    holder,
    aud: 'client-1',
    nonce,
    iat: now(),
    verifiableCredential: [{ id: `data:application/vc+jwt,${await credentialOf(change)}` }],
    ...change.presentation,
  });
// Two bits each: entry 5 is the second of the second byte.
const statusList = (change: Change): Promise<string> =>
  sign(anchor, 'statuslist+jwt', {
    sub: list,
    iat: now(),
    status_list: {
      bits: 2,
      lst: deflateSync(Buffer.of(0, (change.statuses ?? 0) << 2)).toString('base64url'),
    },
    ...change.list,
  });

/** A Seller, and the trust framework that vouches for it, played by one function. */
const answering =
  (change: Change): typeof fetch =>
  async (input, init) => {
    const url = String(input as string);
    const json = (value: object): Response => Response.json(value);
    if (url === `${seller}/.well-known/openid-configuration`)
      return json({
        meflso_identifier: holder,
        meflso_legal_entity_presentation_endpoint: `${seller}/legal-entity-presentation`,
        ...change.metadata,
      });
    if (url === `${seller}/legal-entity-presentation`) {
      const { nonce } = JSON.parse(init!.body as string) as { nonce: string };
      return json({ legal_entity_presentation: await presentationOf(change, nonce) });
    }
    if (url === `${seller}/.well-known/did.json`)
      return json(await documentOf(holder, change.purposes ?? ['authentication']));
    if (url === 'https://trust.example/.well-known/did.json')
      return json(await documentOf(anchor, ['assertionMethod']));
    return url === list ? new Response(await statusList(change)) : new Response('', { status: 404 });
  };
const verify = (change: Change = {}) =>
  verifySeller(
    { seller, connection: { fetch: answering(change) }, sellerAnchors: [anchor] } as unknown as Buyer,
    'client-1',
  );

describe('a Seller, as the sample Buyer gets to know it', () => {
  it('is the Legal Entity of its credential, when everything is as it should be', async () => {
    expect(await verify()).toEqual({
      identifier: holder,
      lei: '5493001KJTIIGC8Y1R12',
      legalName: 'Seller Networks Ltd',
      issuer: anchor,
    });
  });

  it.each<[string, Change]>([
    ['names an identifier of another origin', { metadata: { meflso_identifier: 'did:web:other.example' } }],
    ['presents to nobody', { metadata: { meflso_legal_entity_presentation_endpoint: undefined } }],
    ['answers another nonce', { presentation: { nonce: 'n-1' } }],
    ['presents to another Buyer', { presentation: { aud: 'client-2' } }],
    ['presents for somebody else', { presentation: { holder: 'did:web:other.example' } }],
    ['presents what it signed an hour ago', { presentation: { iat: 0 } }],
    ['presents nothing', { presentation: { verifiableCredential: [] } }],
    [
      'presents something that is no JWT',
      { presentation: { verifiableCredential: [{ id: 'data:application/vc+jwt,x' }] } },
    ],
    ['signs something that is no presentation', { typ: 'JWT' }],
    ['signs with a key that is not for that', { purposes: ['assertionMethod'] }],
    ['has a credential of its own making', { by: holder }],
    [
      'has the credential of somebody else',
      { credential: { credentialSubject: { id: anchor, lei: 'L', legalName: 'T' } } },
    ],
    ['has a credential without a subject', { credential: { credentialSubject: undefined } }],
    ['has a credential that has run out', { credential: { validUntil: new Date(1).toISOString() } }],
    ['has a credential of the future', { credential: { validFrom: inAnHour() } }],
    ['has a credential without dates', { credential: { validUntil: undefined } }],
    ['has a credential without a status', { credential: { status: undefined } }],
    ['is revoked', { statuses: 1 }],
    ['is suspended', { statuses: 2 }],
    [
      'has a place that its list does not have',
      { credential: { status: { status_list: { uri: list, idx: 99 } } } },
    ],
    [
      'has a list that is not there',
      { credential: { status: { status_list: { uri: `${list}/2`, idx: 1 } } } },
    ],
    ['has a list of another address', { list: { sub: 'https://trust.example/other' } }],
    ['has a list that does not inflate', { list: { status_list: { bits: 2, lst: 'AAAA' } } }],
  ])('is not known when it %s', async (_what, change) => {
    await expect(verify(change)).rejects.toMatchObject({ name: 'SellerUnproven' });
  });
});
