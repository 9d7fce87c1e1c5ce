import { signKeyBinding, signVpJwt } from '#crypto';
import { LegalEntityWorld } from './legal-entity-world.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';
import { policyFor } from './seller-policies.js';

/** MEF 128 R6 to R12, and R13@6.4: a Legal Entity presents itself, and the Seller decides. */
describe('a Legal Entity that presents itself at registration', () => {
  let registration: RunningRegistration;
  let world: LegalEntityWorld;
  beforeAll(async () => {
    registration = await runRegistration({}, (framework) => ({
      ASSENT_REGISTRATION_POLICY: policyFor(framework, [
        { rule: 'require-legal-entity-credential', profiles: ['mef-128'] },
        { rule: 'require-claims', claims: ['legalName'] },
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
  const vp = async () =>
    signVpJwt(world.buyer.key, world.buyer.did, [await world.credential()], await asked());
  const register = async (legal_entity_presentation?: string, change: object = {}) =>
    registration.register({
      software_statement: await registration.framework.statement(),
      ...(legal_entity_presentation && { legal_entity_presentation }),
      ...change,
    });

  it('gets a client of the identifier that its credential is of, by VP-JWT', async () => {
    const { status, body } = await register(await vp());
    expect(status).toBe(201);
    const events = await registration.eventsOf(String(body['client_id']));
    expect(events.map(({ type }) => type)).toEqual(['ClientRegistered', 'RegistrationPolicyApplied']);
    expect(events[1]!.public).toMatchObject({
      view: { identifier: world.buyer.did },
      detail: {
        policy: { version: 'spec', hash: expect.stringMatching(/^[\w-]{43}$/) },
        rules: [
          { rule: 'require-legal-entity-credential', outcome: 'met' },
          { rule: 'require-claims', outcome: 'met' },
        ],
        evidence: [
          { kind: 'software-statement' },
          { kind: 'organisation' },
          { kind: 'credential', issuer: world.issuer.did, status: { issuer: world.issuer.did } },
        ],
        legalEntity: {
          identifier: world.buyer.did,
          anchor: world.issuer.did,
          presentationHash: expect.any(String),
        },
      },
    });
  });

  it('keeps out of the log what could be presented again', async () => {
    const presentation = await vp();
    const { body } = await register(presentation);
    const log = JSON.stringify(await registration.eventsOf(String(body['client_id'])));
    for (const secret of presentation.split('.').slice(1)) expect(log).not.toContain(secret);
  });

  it('gets one by SD-JWT VC with key binding', async () => {
    const presentation = await signKeyBinding(world.buyer.key, await world.sdJwt(), await asked());
    expect(await register(presentation)).toMatchObject({ status: 201 });
  });

  it('gets none without, and is told so', async () => {
    expect(await register()).toMatchObject({ status: 400, body: { error: 'unapproved_presentation' } });
  });

  it('gets the same client when it repeats its request with a presentation of now', async () => {
    const software_statement = await registration.framework.statement();
    const first = await register(await vp(), { software_statement });
    const second = await register(await vp(), { software_statement });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body['client_id']).toBe(first.body['client_id']);
  });

  it('gets one client for one nonce, however many requests race for it (R11)', async () => {
    const presentation = await vp();
    const answers = await Promise.all(Array.from({ length: 10 }, () => register(presentation)));
    const good = answers.filter(({ status }) => status === 201);
    expect(good).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_presentation' } });
  });

  it('stays known when the client is updated without presenting itself again', async () => {
    const { body } = await register(await vp());
    const [clientId, token] = [String(body['client_id']), String(body['registration_access_token'])];
    const updated = await registration.manage('PUT', clientId, token, {
      client_id: clientId,
      scope: 'openid',
    });
    expect(updated.status).toBe(200);
    const [last] = (await registration.eventsOf(clientId)).slice(-1);
    expect(last).toMatchObject({
      type: 'RegistrationPolicyApplied',
      data: { rules: [{ outcome: 'kept' }, { outcome: 'kept' }] },
      public: { view: { identifier: world.buyer.did } },
    });
  });

  it('is given a nonce that nobody stores, and that is not cached', async () => {
    const before = await registration.countEvents();
    const answer = await registration.app.inject({ method: 'POST', url: '/register/challenge' });
    expect(answer.json()).toEqual({
      nonce: expect.any(String),
      audience: registration.issuer,
      expires_in: 300,
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await registration.countEvents()).toBe(before);
  });
});
