import { didJwkOf, generateSigningKey, ResolvedIdentifier } from '#crypto';
import { Identifiers } from './identifiers.js';
import { refusalOf, type Somebody, World } from './world.fixture.js';

let world: World;
let buyer: Somebody;
beforeAll(async () => {
  world = await World.start();
});
beforeEach(async () => {
  buyer = await world.somebody('buyer');
  world.requests.length = 0;
});
afterAll(() => world.stop());

describe('the keys of an identifier (MEF 128 R4, R5)', () => {
  it('of did:web are fetched once for fifty who ask at once, and kept for ten minutes', async () => {
    const { identifiers } = world.readers();
    const found = await Promise.all(Array.from({ length: 50 }, () => identifiers.resolve(buyer.did)));
    expect(new Set(found).size).toBe(1);
    world.pass(599);
    await identifiers.resolve(buyer.did);
    expect(world.requests).toEqual(['/buyer/did.json']);
    world.pass(1);
    await identifiers.resolve(buyer.did);
    expect(world.requests).toHaveLength(2);
  });

  it('of did:jwk and did:key need nobody', async () => {
    const { publicJwk } = await generateSigningKey('ES256');
    expect((await world.readers().identifiers.resolve(didJwkOf(publicJwk))).keys).toHaveLength(1);
    expect(world.requests).toEqual([]);
  });

  it('of a JWK set are all its signing keys, for everything', async () => {
    const { publicJwk } = await generateSigningKey('EdDSA');
    const forEncryption = { ...publicJwk, kid: 'e', use: 'enc' };
    world.publish('/jwks', { keys: [publicJwk, forEncryption] });
    const { keys } = await world.readers().identifiers.resolve(`${world.origin}/jwks`);
    const relationships = ['assertionMethod', 'authentication'];
    expect(keys).toEqual([{ id: publicJwk.kid, jwk: publicJwk, relationships }]);
  });

  it('of a distinguished name are those that the deployment finds in certificates', async () => {
    const name = 'CN=client-1,OU=org-1,C=AE';
    const known = new ResolvedIdentifier(name, []);
    const ofDistinguishedName = async () => known;
    const policy = { loopbackAllowed: true, ofDistinguishedName };
    expect(await new Identifiers(world.outbound(), world.clock, policy).resolve(name)).toBe(known);
    expect(await refusalOf(() => world.readers().identifiers.resolve(name))).toBe('identifier-unsupported');
  });

  it('are asked for anew for a key that is not known yet, once a minute', async () => {
    const { identifiers } = world.readers();
    await identifiers.resolve(buyer.did);
    const next = await world.somebody('buyer');
    expect((await identifiers.resolve(buyer.did, next.key.kid)).has(next.key.kid)).toBe(false);
    world.pass(60);
    expect((await identifiers.resolve(buyer.did, next.key.kid)).has(next.key.kid)).toBe(true);
    for (let n = 0; n < 20; n += 1) await identifiers.resolve(buyer.did, `${buyer.did}#${n}`);
    expect(world.requests).toHaveLength(2);
  });

  it('are of use for an hour while nobody answers, and then no more', async () => {
    const { identifiers } = world.readers();
    const before = await identifiers.resolve(buyer.did);
    world.answers.delete('/buyer/did.json');
    world.pass(3599);
    expect(await identifiers.resolve(buyer.did)).toBe(before);
    world.pass(1);
    expect(await refusalOf(() => identifiers.resolve(buyer.did))).toBe(
      'identifier-unavailable: wrong-status',
    );
  });

  it('that could not be read are not asked for again at once', async () => {
    const { identifiers } = world.readers();
    const absent = buyer.did.replace('buyer', 'nobody');
    for (let n = 0; n < 5; n += 1) await refusalOf(() => identifiers.resolve(absent));
    expect(world.requests).toHaveLength(1);
  });

  it('are remembered of two thousand identifiers, not of all that anybody makes up', async () => {
    const { identifiers } = world.readers({ fetch: async () => ({ status: 404 }) } as never);
    const ids = Array.from({ length: 2500 }, (_, n) => `did:web:n${n}.example`);
    await Promise.all(ids.map((id) => refusalOf(() => identifiers.resolve(id))));
    const { entries } = (identifiers as unknown as { known: { entries: Map<string, unknown> } }).known;
    expect(entries.size).toBe(2000);
  });
});
