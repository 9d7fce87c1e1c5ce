import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CredentialFacts,
  didWebOf,
  generateSigningKey,
  hideClaims,
  importSigningKey,
  joinSdJwt,
  readDidDocument,
  ResolvedIdentifier,
  sdJwtVcClaims,
  signJwt,
  vcClaims,
  verifyPresentation,
} from '#crypto';
import { TestClock } from '#testing';
import { CredentialFile } from '../seller/credential-file.js';
import { ISSUER, RunningAuthorization } from './running-authorization.js';

const did = didWebOf(ISSUER);
const trust = 'did:web:trust.example';
const nonce = 'n-0S6_WzA2Mj-n-0S6_WzA2Mj';
let folder: string;
let trusted: ResolvedIdentifier;
let issue: (form: 'vc+jwt' | 'dc+sd-jwt', change?: Partial<CredentialFacts>) => Promise<string>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assent-seller-'));
  const { kid, publicJwk, privateJwk } = await generateSigningKey('ES256');
  const id = `${trust}#${kid}`;
  const key = { ...(await importSigningKey(privateJwk, 'ES256')), kid: id };
  trusted = new ResolvedIdentifier(trust, [{ id, jwk: publicJwk, relationships: ['assertionMethod'] }]);
  issue = async (form, change = {}) => {
    const facts: CredentialFacts = {
      id: 'https://trust.example/credentials/1',
      issuer: trust,
      subject: did,
      lei: '5493001KJTIIGC8Y1R12',
      legalName: 'Seller Networks Ltd',
      status: { uri: 'https://trust.example/status', idx: 1 },
      validFrom: new Date(Date.now() - 60_000).toISOString(),
      validUntil: new Date(Date.now() + 3_600_000).toISOString(),
      ...change,
    };
    if (form === 'vc+jwt') return signJwt(key, form, vcClaims(facts));
    const { claims, disclosures } = await hideClaims(sdJwtVcClaims(facts), ['legalName']);
    return joinSdJwt(await signJwt(key, form, claims), disclosures);
  };
});
afterAll(() => rm(folder, { recursive: true }));

const withCredential = async (text: string): Promise<RunningAuthorization> => {
  const file = join(folder, 'credential');
  await writeFile(file, `${text}\n`);
  return RunningAuthorization.start({ ASSENT_SELLER_CREDENTIAL: file });
};
const ask = async (running: RunningAuthorization, body: object) => {
  const { statusCode, payload } = await running.app.inject({
    method: 'POST',
    url: '/legal-entity-presentation',
    payload: body,
  });
  return { status: statusCode, body: JSON.parse(payload) as Readonly<Record<string, string>> };
};

describe.each(['vc+jwt', 'dc+sd-jwt'] as const)('the Seller’s own credential, a %s (MEF 128 R6)', (form) => {
  let running: RunningAuthorization;
  let credential: string;
  beforeAll(async () => {
    credential = await issue(form);
    running = await withCredential(credential);
  });
  afterAll(() => running.stop());

  const document = async () =>
    JSON.parse((await running.browser().get('/.well-known/did.json')).text) as Record<string, unknown>;

  it('is there for anyone, where its DID document and discovery say (D1)', async () => {
    const { services } = readDidDocument(await document(), did);
    const endpoint = `${ISSUER}/legal-entity-credential`;
    expect(services).toEqual([{ type: 'LegalEntityCredential', endpoint }]);
    const { text: discovered } = await running.browser().get('/.well-known/openid-configuration');
    expect(JSON.parse(discovered)).toMatchObject({
      meflso_identifier: did,
      meflso_legal_entity_credential_endpoint: endpoint,
      meflso_legal_entity_presentation_endpoint: `${ISSUER}/legal-entity-presentation`,
    });
    const { headers, text } = await running.browser().get('/legal-entity-credential');
    expect(headers['content-type']).toMatch(`application/${form}`);
    expect(text).toBe(credential);
  });

  it('is presented to a client, signed by the Seller for the client and its nonce (R11, R12)', async () => {
    const { status, body } = await ask(running, { client_id: 'client-1', nonce });
    expect(status).toBe(200);
    const own = readDidDocument(await document(), did);
    const asked = { audiences: ['client-1'], nonce, now: new Date() };
    const resolve = async (identifier: string) => (identifier === did ? own : trusted);
    const shown = body['legal_entity_presentation']!;
    expect(await verifyPresentation(shown, { ...asked, resolve })).toMatchObject({
      holder: did,
      credential: { subject: did, lei: '5493001KJTIIGC8Y1R12', legalName: 'Seller Networks Ltd' },
    });
    const elsewhere = { ...asked, audiences: ['https://another-seller.example'], resolve };
    await expect(verifyPresentation(shown, elsewhere)).rejects.toThrow('wrong-audience');
  });

  it('is presented to nobody else', async () => {
    expect(await ask(running, { client_id: 'nobody', nonce })).toMatchObject({
      status: 400,
      body: { error: 'unauthorized_client' },
    });
  });
});

describe('the file that an operator names', () => {
  const clock = new TestClock();
  const file = () => join(folder, 'of-operator');
  const source = () => new CredentialFile(file(), ISSUER, clock);

  it.each<[string, () => Promise<string>]>([
    ['a credential of somebody else', () => issue('vc+jwt', { subject: 'did:web:other.example' })],
    ['no credential', async () => 'hello'],
  ])('is refused with %s in it', async (_what, text) => {
    await writeFile(file(), await text());
    await expect(source().read()).rejects.toThrow(`is not one of ${did}`);
  });

  it('is read anew, and leaves the credential as it was while it cannot be read', async () => {
    const [first, next] = [await issue('vc+jwt'), await issue('vc+jwt')];
    const own = source();
    await writeFile(file(), first);
    expect((await own.read()).text).toBe(first);
    await writeFile(file(), 'half a cred');
    expect((await own.read()).text).toBe(first);
    await writeFile(file(), next);
    expect(await own.read()).toEqual({ text: next, until: new Date(clock.now().getTime() + 60_000) });
  });
});

describe('a Seller', () => {
  it('without a trust framework that answers says so, and goes on otherwise', async () => {
    const running = await RunningAuthorization.start();
    expect(await ask(running, { client_id: 'client-1', nonce })).toMatchObject({
      status: 503,
      body: { error: 'temporarily_unavailable' },
    });
    const { status } = await running.browser().get('/.well-known/did.json');
    expect(status).toBe(200);
    await running.stop();
  });
});
