import { createJWT, ES256Signer, EdDSASigner, verifyJWT } from 'did-jwt';
import { Resolver, type DIDDocument, type DIDResolver } from 'did-resolver';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import * as keyDidResolver from 'key-did-resolver';
import { fromBase64url, toBase64url } from '../base64url.js';
import { sha256 } from '../hash.js';
import { fromBase58 } from '../identifiers/base58.js';
import { resolveLocally } from '../identifiers/resolve-locally.js';
import { writeDidDocument } from '../identifiers/write-did-document.js';
import { verifyBytes } from '../jws/signatures.js';
import { KeySet } from '../jwk/key-set.js';
import { signJwt } from '../jwt/jwt.js';
import { StatusList } from '../status-list/status-list.js';
import {
  asked,
  at,
  audience,
  factsOf,
  makeParty,
  now,
  type Party,
  resolverOf,
  sdJwtOf,
  vcOf,
} from './credentials.fixture.js';
import { sdJwtVcClaims, vcClaims } from './issue-credential.js';
import { signKeyBinding, signVpJwt } from './present-credential.js';
import { verifyPresentation } from './presentation.js';
import { verifyCredential } from './verify-credential.js';
import { LEGAL_ENTITY_VCT } from './credential.js';

const policies = { now: now.getTime() / 1000 };
const documentOf = ({ did, pair }: Party) =>
  writeDidDocument(did, { keys: [pair.publicJwk], relationships: ['assertionMethod', 'authentication'] });

/** The resolver of others: key-did-resolver for did:key, documents at hand for the rest. */
const resolverWith = (...parties: readonly Party[]): Resolver => {
  const documents = new Map(parties.map((party) => [party.did, documentOf(party)]));
  const found: DIDResolver = async (did) => ({
    didResolutionMetadata: {},
    didDocumentMetadata: {},
    didDocument: (documents.get(did) ?? null) as DIDDocument | null,
  });
  return new Resolver({ ...keyDidResolver.getResolver(), web: found, jwk: found });
};

/** did-jwt comes with a did-resolver of its own, whose types are older. */
type ResolverOfOthers = NonNullable<Parameters<typeof verifyJWT>[1]>['resolver'];
const resolving = (...parties: readonly Party[]) => resolverWith(...parties) as unknown as ResolverOfOthers;

describe('did-jwt', () => {
  it.each([
    ['did:web:directory.example:directory', 'ES256'],
    ['did:web:directory.example%3A8443', 'EdDSA'],
    ['key', 'ES256'],
    ['key', 'EdDSA'],
    ['jwk', 'ES256'],
    ['jwk', 'EdDSA'],
  ] as const)('verifies credentials and presentations of %s, signed with %s', async (method, alg) => {
    const party = await makeParty(method, alg);
    const resolver = resolving(party);
    const vc = await vcOf(party, factsOf(party, party));
    const { payload } = await verifyJWT(vc, { resolver, policies, proofPurpose: 'assertionMethod' });
    expect(payload).toMatchObject({ issuer: party.did, credentialSubject: { lei: '5493001KJTIIGC8Y1R12' } });
    const vp = await signVpJwt(party.key, party.did, [vc], asked);
    const { verified } = await verifyJWT(vp, {
      resolver,
      policies,
      audience,
      proofPurpose: 'authentication',
    });
    expect(verified).toBe(true);
    const options = { resolver, policies } as const;
    await expect(verifyJWT(`${vc.slice(0, -6)}AAAAAA`, options)).rejects.toThrow(/signature/i);
  });

  it.each(['ES256', 'EdDSA'] as const)('signs with %s what we verify', async (alg) => {
    const party = await makeParty('key', alg);
    const secret = fromBase64url(party.pair.privateJwk.d!);
    const publicBytes = fromBase64url(party.pair.publicJwk.x!);
    const signer = alg === 'ES256' ? ES256Signer(secret) : EdDSASigner(Buffer.concat([secret, publicBytes]));
    const claims = { ...vcClaims(factsOf(party, party)), nbf: now.getTime() / 1000 };
    const vc = await createJWT(claims, { issuer: party.did, signer, alg }, {
      alg,
      typ: 'vc+jwt',
      kid: party.key.kid,
    } as never);
    const credential = await verifyCredential(vc, { now, resolve: resolverOf({}) });
    expect(credential.lei).toBe('5493001KJTIIGC8Y1R12');
  });
});

it.each(['ES256', 'EdDSA'] as const)('key-did-resolver reads our did:key of %s as we do', async (alg) => {
  const { did, pair } = await makeParty('key', alg);
  const { didDocument } = await resolverWith().resolve(did);
  const [ours] = resolveLocally(did)!.keys;
  const [theirs] = didDocument!.verificationMethod!;
  const { x, y } = pair.publicJwk;
  // Ed25519 comes as base58, in a form of 2018
  const key: { x?: string; y?: string } = theirs!.publicKeyJwk ?? {
    x: toBase64url(fromBase58(theirs!.publicKeyBase58!)),
  };
  expect(theirs).toMatchObject({ id: ours!.id, controller: did });
  expect([key.x, key.y]).toEqual([x, y]);
});

describe('@sd-jwt/sd-jwt-vc', () => {
  const hasher = (data: string | ArrayBuffer) => sha256(Buffer.from(data as string));
  const saltGenerator = (bytes: number) => toBase64url(Buffer.alloc(bytes, 1));
  const verifierOf =
    ({ pair }: Party) =>
    async (data: string, signature: string) => {
      const key = await KeySet.of({ keys: [pair.publicJwk] }).find({ alg: pair.alg, kid: pair.kid });
      return verifyBytes(pair.alg, key, Buffer.from(data), fromBase64url(signature));
    };

  it('verifies our SD-JWT VC, KB-JWT and Status List Token, and reads what is disclosed', async () => {
    const [issuer, member] = [await makeParty('key', 'EdDSA'), await makeParty('key')];
    const text = await signKeyBinding(member.key, await sdJwtOf(issuer, factsOf(issuer, member)), asked);
    const list = StatusList.ofSize(2, 16);
    const token = async (status: number) => {
      list.set(7, status);
      const seconds = now.getTime() / 1000;
      return signJwt(issuer.key, 'statuslist+jwt', {
        sub: 'x',
        iat: seconds,
        status_list: await list.encode(),
      });
    };
    const readerOf = (status: number) =>
      new SDJwtVcInstance({
        hasher,
        verifier: verifierOf(issuer),
        kbVerifier: verifierOf(member),
        statusListFetcher: () => token(status),
      });
    const options = { currentDate: now.getTime() / 1000, keyBindingNonce: 'n-1' };
    const { payload, header, kb } = await readerOf(0).verify(text, options);
    expect(payload).toMatchObject({ vct: LEGAL_ENTITY_VCT, legalName: 'Buyer Networks Ltd' });
    expect(header).toMatchObject({ typ: 'dc+sd-jwt', alg: 'EdDSA' });
    expect(kb!.payload).toMatchObject({ aud: audience, nonce: 'n-1' });
    expect(await readerOf(0).presentableKeys(text)).toEqual(['legalName']);
    await expect(readerOf(1).verify(text, options)).rejects.toThrow('Status is not valid');
  });

  it('issues and presents what we verify', async () => {
    const [issuer, member] = [await makeParty('key', 'EdDSA'), await makeParty('key', 'EdDSA')];
    const signerOf = ({ pair }: Party) => {
      const secret = Buffer.concat([fromBase64url(pair.privateJwk.d!), fromBase64url(pair.publicJwk.x!)]);
      return async (data: string) => (await EdDSASigner(secret)(data)) as string;
    };
    const other = new SDJwtVcInstance({
      hasher,
      saltGenerator,
      signAlg: 'EdDSA',
      signer: signerOf(issuer),
      kbSignAlg: 'EdDSA',
      kbSigner: signerOf(member),
    });
    const holderKey = member.pair.publicJwk;
    const claims = sdJwtVcClaims(factsOf(issuer, member, { holderKey, validUntil: at(600) }));
    const issued = await other.issue(claims as never, { _sd: ['legalName'] } as never, {
      header: { kid: issuer.key.kid },
    });
    const iat = now.getTime() / 1000;
    const text = await other.present(issued, { legalName: true } as never, {
      kb: { payload: { iat, aud: audience, nonce: 'n-1' } },
    });
    const policy = { now, resolve: resolverOf({}), audiences: [audience], nonce: 'n-1' };
    const { credential } = await verifyPresentation(text, policy);
    expect(credential.legalName).toBe('Buyer Networks Ltd');
  });
});
