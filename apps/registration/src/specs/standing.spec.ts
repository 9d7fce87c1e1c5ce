import { signVpJwt, statusValues } from '#crypto';
import { eventually } from '#testing';
import { StandingWatch } from '../standing/standing-watch.js';
import { LegalEntityWorld } from './legal-entity-world.js';
import { runRegistration, type RunningRegistration } from './running-registration.js';
import { policyFor } from './seller-policies.js';

interface Registered {
  readonly clientId: string;
  readonly token: string;
  /** Place of its credential in the status list. */
  readonly idx: number;
  readonly software_id: string;
}

describe('what a registration rests on is watched', () => {
  let registration: RunningRegistration;
  let world: LegalEntityWorld;
  beforeAll(async () => {
    registration = await runRegistration({}, (framework) => ({
      ASSENT_REGISTRATION_POLICY: policyFor(framework, []),
      ASSENT_STANDING_INTERVAL: '600000', // looks are made by hand
      ASSENT_STANDING_UNKNOWN_FOR: '3600',
    }));
    world = await LegalEntityWorld.over(registration.framework);
  });
  beforeEach(() => {
    world.reachable = true;
  });
  afterAll(() => registration.close());

  const watch = () => registration.app.get(StandingWatch, { strict: false });
  const present = async (facts = world.facts({ validUntil: inSeconds(864_000) })): Promise<string> => {
    const asked = {
      audience: registration.issuer,
      nonce: await registration.challenge(),
      now: registration.now(),
    };
    return signVpJwt(world.buyer.key, world.buyer.did, [await world.credential(facts)], asked);
  };
  const statement = (change: object = {}) => {
    const iat = Math.floor(registration.now().getTime() / 1000);
    return registration.framework.statement({ iat, exp: iat + 600, ...change });
  };
  const inSeconds = (seconds: number) =>
    new Date(registration.now().getTime() + seconds * 1000).toISOString();
  const register = async (change: object = {}): Promise<Registered> => {
    const facts = world.facts({ validUntil: inSeconds(864_000), ...change });
    const software_id = crypto.randomUUID();
    const { body } = await registration.register({
      software_statement: await statement({ software_id }),
      legal_entity_presentation: await present(facts),
    });
    const { client_id, registration_access_token } = body as Record<string, string>;
    return { clientId: client_id!, token: registration_access_token!, idx: facts.status.idx, software_id };
  };
  const standing = async ({ clientId, token }: Registered) => {
    const { body } = await registration.manage('GET', clientId, token);
    return body as { meflso_client_status: string; meflso_suspension?: { causes: object[] } };
  };
  /** Copies of the list that are known grow old, and the watch looks. */
  const look = async (seconds = world.ttl + 1) => {
    registration.advance(seconds);
    await watch().run();
  };
  const fetched = () => registration.framework.asked.get('/status') ?? 0;

  it('a credential that is revoked suspends its client within the ttl of the list, and no other', async () => {
    const [one, other] = [await register(), await register()];
    world.list.set(one.idx, statusValues.INVALID);
    await look();
    expect(await standing(one)).toMatchObject({
      meflso_client_status: 'suspended',
      meflso_suspension: { causes: [{ kind: 'credential', reason: 'credential-revoked' }] },
    });
    expect(await standing(other)).toMatchObject({ meflso_client_status: 'active' });
  });

  it('a list is fetched once in its ttl, however many clients rest on it and however often is looked', async () => {
    await Promise.all(Array.from({ length: 5 }, () => register()));
    await look();
    const before = fetched();
    for (let looks = 0; looks < 5; looks++) await look(1);
    expect(fetched()).toBe(before);
    await look();
    expect(fetched()).toBe(before + 1);
  });

  it('a credential that is suspended, and good again, reinstates its client', async () => {
    const client = await register();
    world.list.set(client.idx, statusValues.SUSPENDED);
    await look();
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ reason: 'credential-suspended' }] },
    });
    world.list.set(client.idx, statusValues.VALID);
    await look();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    expect((await registration.eventsOf(client.clientId)).map(({ type }) => type)).toEqual([
      'ClientRegistered',
      'RegistrationPolicyApplied',
      'ClientSuspended',
      'ClientReinstated',
    ]);
  });

  it('what is known is not told again', async () => {
    const client = await register();
    world.list.set(client.idx, statusValues.INVALID);
    await look();
    const before = await registration.countEvents();
    for (let looks = 0; looks < 3; looks++) await look();
    expect(await registration.countEvents()).toBe(before);
  });

  it('another credential takes the place of one that was revoked, and reinstates the client', async () => {
    const client = await register();
    world.list.set(client.idx, statusValues.INVALID);
    await look();
    const answer = await registration.manage('PUT', client.clientId, client.token, {
      client_id: client.clientId,
      legal_entity_presentation: await present(),
    });
    expect(answer).toMatchObject({ status: 200, body: { meflso_client_status: 'active' } });
    await look();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
  });

  it('the same credential does not', async () => {
    const facts = world.facts({ validUntil: inSeconds(864_000) });
    const client = await register(facts);
    world.list.set(client.idx, statusValues.INVALID);
    await look();
    const before = await registration.countEvents();
    const answer = await registration.manage('PUT', client.clientId, client.token, {
      client_id: client.clientId,
      legal_entity_presentation: await present(facts),
    });
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_presentation' } });
    expect(await registration.countEvents()).toBe(before);
  });

  it('a credential that has run out suspends its client', async () => {
    const client = await register({ validUntil: inSeconds(7_200) });
    registration.advance(7_300);
    await watch().run();
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ reason: 'credential-expired' }] },
    });
  });

  it('unknown is not revoked, for as long as the Seller allows; then it counts until somebody answers', async () => {
    const client = await register();
    await look();
    world.reachable = false;
    await look(1800);
    await look(1700);
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    await look(200);
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ kind: 'credential', reason: 'status-unknown' }] },
    });
    world.reachable = true;
    await look();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
  });

  it('a statement that names a status list is watched as well', async () => {
    const { framework } = registration;
    const idx = 63;
    const status = { status_list: { uri: `${framework.url}/statements`, idx } };
    framework.documents.set('/statements', () => world.statementStatuses());
    const answer = await registration.register({ software_statement: await statement({ status }) });
    const { client_id, registration_access_token } = answer.body as Record<string, string>;
    const client = { clientId: client_id!, token: registration_access_token!, idx, software_id: '' };
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    world.statements.set(idx, statusValues.INVALID);
    await look();
    expect(await standing(client)).toMatchObject({
      meflso_suspension: { causes: [{ kind: 'software-statement', reason: 'statement-revoked' }] },
    });
    const again = await registration.register({ software_statement: await statement({ status }) });
    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_software_statement' } });
  });

  it('one process at a time watches', async () => {
    const another = await registration.another();
    const client = await register();
    world.list.set(client.idx, statusValues.INVALID);
    registration.advance(world.ttl + 1);
    await another.get(StandingWatch, { strict: false }).run();
    expect(await standing(client)).toMatchObject({ meflso_client_status: 'active' });
    await watch().beforeApplicationShutdown();
    await eventually(async () => {
      await another.get(StandingWatch, { strict: false }).run();
      expect(await standing(client)).toMatchObject({ meflso_client_status: 'suspended' });
    });
    await another.close();
  });
});
