import { type CredentialFacts, signKeyBinding, signVpJwt } from '#crypto';
import { LegalEntityWorld } from './legal-entity-world.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';
import { policyFor } from './seller-policies.js';
import type { Published } from './trust-framework.js';

/** MEF 128 R9: a credential has a unique, resolvable identifier; what is required of it is the Seller's policy. */
describe('the id of a credential that is presented', () => {
  let registration: RunningRegistration;
  let world: LegalEntityWorld;
  beforeAll(async () => {
    registration = await runRegistration({}, (framework) => ({
      ASSENT_REGISTRATION_POLICY: policyFor(framework, [
        { rule: 'require-resolvable-credential', profiles: ['mef-128'] },
        { rule: 'require-legal-entity-credential' },
      ]),
    }));
    world = await LegalEntityWorld.over(registration.framework);
  });
  afterAll(() => registration.close());

  const asked = async () => ({
    audience: registration.issuer,
    nonce: await registration.challenge(),
    now: new Date(),
  });
  const register = async (legal_entity_presentation: string) =>
    registration.register({
      software_statement: await registration.framework.statement(),
      legal_entity_presentation,
    });
  const present = async (facts: CredentialFacts, published?: Published) => {
    const credential = await world.credential(facts);
    if (published) world.leadTo(facts.id, published);
    return signVpJwt(world.buyer.key, world.buyer.did, [credential], await asked());
  };
  const resolutionOf = async ({ body }: { body: Readonly<Record<string, unknown>> }) => {
    const [, applied] = await registration.eventsOf(String(body['client_id']));
    const { evidence } = applied!.public!.detail as { evidence: { kind: string; hash: string }[] };
    return evidence.find(({ kind }) => kind === 'credential');
  };

  it('leads to the VC-JWT itself, and the hash of what was found is kept', async () => {
    const answer = await register(await present(world.facts()));
    expect(answer.status).toBe(201);
    const credential = await resolutionOf(answer);
    expect(credential).toMatchObject({ resolution: { outcome: 'same', hash: credential!.hash } });
  });

  it('leads to what the issuer of an SD-JWT VC signed, without anything disclosed', async () => {
    const presentation = await signKeyBinding(world.buyer.key, await world.sdJwt(), await asked());
    const answer = await register(presentation);
    expect(answer.status).toBe(201);
    expect(await resolutionOf(answer)).toMatchObject({ resolution: { outcome: 'same' } });
  });

  it('is asked for once for each presentation', async () => {
    const facts = world.facts();
    const { pathname } = new URL(facts.id);
    await register(await present(facts));
    expect(registration.framework.asked.get(pathname)).toBe(1);
  });

  const jwt = (body: string, status?: number): Published => ({
    type: 'application/vc+jwt',
    body,
    ...(status && { status }),
  });
  it.each<[string, Published | undefined, Partial<CredentialFacts>]>([
    ['leads to another credential', jwt('e30.e30.AAAA'), {}],
    ['leads nowhere', jwt('', 404), {}],
    ['leads to an error', jwt('', 500), {}],
    ['leads on to somewhere else', jwt('', 302), {}],
    ['leads to more than anybody reads', jwt('x'.repeat(40_000)), {}],
    ['is no address', undefined, { id: 'urn:uuid:8c9fbe64-6a5b-4d1e-9f7e-0d3a3f8b6f11' }],
    ['leads to an address that nobody has', undefined, { id: 'https://nobody.invalid/credentials/1' }],
    ['leads into a private network', undefined, { id: 'https://10.0.0.1/credentials/1' }],
  ])('registers nobody where it %s', async (_what, published, change) => {
    const presentation = await present(world.facts(change), published);
    const before = await registration.countEvents();
    expect(await register(presentation)).toMatchObject({
      status: 400,
      body: { error: 'unapproved_presentation' },
    });
    expect(await registration.countEvents()).toBe(before);
  });

  it('is not followed for a presentation that is refused anyway', async () => {
    const facts = world.facts({ issuer: world.stranger.did });
    const credential = await world.credential(facts, world.stranger);
    const { pathname } = new URL(facts.id);
    await register(await signVpJwt(world.buyer.key, world.buyer.did, [credential], await asked()));
    expect(registration.framework.asked.get(pathname)).toBeUndefined();
  });
});

describe('where the Seller wants nothing of it', () => {
  it('is looked at all the same, and what came of it is kept', async () => {
    const registration = await runRegistration({}, (framework) => ({
      ASSENT_REGISTRATION_POLICY: policyFor(framework, [{ rule: 'require-legal-entity-credential' }]),
    }));
    const world = await LegalEntityWorld.over(registration.framework);
    const facts = world.facts();
    const credential = await world.credential(facts);
    world.leadTo(facts.id, { type: 'text/plain', status: 404, body: '' });
    const asked = { audience: registration.issuer, nonce: await registration.challenge(), now: new Date() };
    const { status, body } = await registration.register({
      software_statement: await registration.framework.statement(),
      legal_entity_presentation: await signVpJwt(world.buyer.key, world.buyer.did, [credential], asked),
    });
    expect(status).toBe(201);
    const [, applied] = await registration.eventsOf(String(body['client_id']));
    expect(applied!.data['evidence']).toContainEqual(
      expect.objectContaining({ id: facts.id, resolution: { outcome: 'unresolved', cause: 'status-404' } }),
    );
    await registration.close();
  });
});
