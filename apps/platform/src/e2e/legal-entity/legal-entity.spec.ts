import { eventually, flow, intentFor, ownQuote, TestBuyer } from '#testing';
import { startTestPlatform, type TestPlatform } from '../test-platform.js';
import { type Form, Member } from './member.js';

/** Seconds for which the Seller may use its copy of the directory's status list. */
const TTL = 5;
/** Milliseconds: a copy may be as old as that, then comes the Seller's next look, and what follows from it. */
const WITHIN = TTL * 1000 + 10_000;

const wanting = {
  ASSENT_DIRECTORY_STATUS_TTL: String(TTL),
  ASSENT_REGISTRATION_POLICY: JSON.stringify({
    version: 'credentials',
    rules: [
      { rule: 'require-legal-entity-credential', profiles: ['mef-128'] },
      { rule: 'require-claims', claims: ['legalName'] },
    ],
  }),
};

interface Registration {
  readonly meflso_client_status: string;
  readonly meflso_suspension?: { readonly causes: readonly { kind: string; id: string; reason: string }[] };
}

let refused = 0;
const elsewhere = (member: Member) => member.present({ audience: 'https://another-seller.example' });
const ownNonce = (member: Member) => member.present({ nonce: 'made-up' });
const ofAnother = async (member: Member) =>
  (await Member.enrol(member.origin, 'another', 'vc+jwt')).present();

/** MEF 128 R6 to R12 and R13@6.4, from the directory that issues to the listener that is told. */
describe('a Seller that registers Legal Entities by credentials of the directory', () => {
  const times: string[] = [];
  let platform: TestPlatform;
  let listener: TestBuyer;
  beforeAll(async () => {
    platform = await startTestPlatform(wanting);
    listener = await TestBuyer.start();
  }, 180_000);
  afterAll(async () => {
    listener.stop();
    await platform.stop();
    console.log(times.join('\n'));
  });

  const enrol = (name: string, form: Form) => Member.enrol(platform.origin, name, form);
  const read = async ({ client, registrationToken }: flow.Registered): Promise<Registration> => {
    const headers = { authorization: `Bearer ${registrationToken}` };
    const url = `${platform.origin}/register/${client.clientId}`;
    return flow.demand(await flow.call<Registration>('GET', url, { headers }), 200, 'read the client');
  };
  const intents = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await flow.call('GET', `${platform.origin}/intents`, { headers })).status;
  };
  const grant = { grant_type: 'client_credentials', scope: 'intents' };
  /** Waits for what follows from a change in the directory, and notes how long it took. */
  const following = async (what: string, change: () => Promise<void>, check: () => Promise<void>) => {
    await change();
    const changed = Date.now();
    await eventually(check, WITHIN);
    times.push(`${what}: ${((Date.now() - changed) / 1000).toFixed(1)} s, with a ttl of ${TTL} s`);
  };

  it.each(['vc+jwt', 'dc+sd-jwt'] as const)('registers software that presents its %s', async (form) => {
    const member = await enrol(`plain${form.slice(0, 2)}`, form);
    const { client } = await member.register();
    const token = await flow.clientToken(client, 'intents');
    await flow.stage(client, token, intentFor(ownQuote('new-ethernet-line')));
    expect(await intents(token)).toBe(200);
  });

  it.each([
    ['nothing', async () => undefined, 'unapproved_presentation'],
    ['what was meant for another Seller', elsewhere, 'invalid_presentation'],
    ['what was signed for a nonce of its own', ownNonce, 'invalid_presentation'],
    ['what another member holds', ofAnother, 'unapproved_presentation'],
  ] as const)('registers nobody that presents %s', async (_what, presentation, error) => {
    const member = await enrol(`refused${++refused}`, 'vc+jwt');
    const legal_entity_presentation = await presentation(member);
    const software_statement = await flow.statement(member.enrolled);
    const before = (await platform.events())['registration'];
    const body = { software_statement, ...(legal_entity_presentation && { legal_entity_presentation }) };
    const answer = await flow.call('POST', `${platform.origin}/register`, { body });
    expect(answer).toMatchObject({ status: 400, body: { error } });
    expect((await platform.events())['registration']).toBe(before);
  });

  it.each(['vc+jwt', 'dc+sd-jwt'] as const)(
    'suspends, reinstates and stops it by what the directory says of its %s',
    async (form) => {
      const member = await enrol(`watched${form.slice(0, 2)}`, form);
      const registered = await member.register({
        meflso_listener_token_endpoint: listener.credential.tokenEndpoint,
        meflso_listener_client_id: listener.credential.clientId,
      });
      const { client } = registered;
      const [before, forHub] = [
        await flow.clientToken(client, 'intents'),
        await flow.clientToken(client, 'notifications'),
      ];
      const headers = { authorization: `Bearer ${forHub}` };
      const body = { callback: listener.origin };
      flow.demand(await flow.call('POST', `${platform.origin}/hub`, { headers, body }), 201, 'subscribe');
      const stopped = (reason: string) => async () => {
        const { meflso_client_status, meflso_suspension } = await read(registered);
        expect(meflso_client_status).toBe('suspended');
        expect(meflso_suspension?.causes).toMatchObject([{ kind: 'credential', reason }]);
        expect(await intents(before)).toBe(401);
        expect(await flow.token(client, grant)).toMatchObject({
          status: 401,
          body: { error: 'invalid_client' },
        });
      };

      await following(
        `${form} suspended in the directory → client suspended, its tokens refused`,
        () => member.suspendCredential(),
        stopped('credential-suspended'),
      );
      const told = (...states: string[]) =>
        eventually(() => expect(listener.statesOf(client.clientId)).toEqual(states));
      await told('suspended');

      let fresh = '';
      await following(
        `${form} reinstated → client works again`,
        () => member.reinstateCredential(),
        async () => {
          fresh = await flow.clientToken(client, 'intents');
          expect(await intents(fresh)).toBe(200);
        },
      );
      expect(await intents(before)).toBe(401);
      await told('suspended', 'active');

      await following(
        `${form} revoked → client suspended`,
        () => member.revokeCredential(),
        stopped('credential-revoked'),
      );
      expect(await intents(fresh)).toBe(401);
      await told('suspended', 'active', 'suspended');
      await expect(member.reinstateCredential()).rejects.toThrow('409');
    },
    120_000,
  );

  it('takes another credential in the place of one that was revoked', async () => {
    const member = await enrol('replaced', 'vc+jwt');
    const registered = await member.register();
    await following(
      'vc+jwt revoked → client suspended',
      () => member.revokeCredential(),
      async () => expect((await read(registered)).meflso_client_status).toBe('suspended'),
    );
    const legal_entity_presentation = await (await member.another()).present();
    const { client, registrationToken } = registered;
    const answer = await flow.call('PUT', `${platform.origin}/register/${client.clientId}`, {
      headers: { authorization: `Bearer ${registrationToken}` },
      body: { ...registered.request, client_id: client.clientId, legal_entity_presentation },
    });
    expect(answer).toMatchObject({ status: 200, body: { meflso_client_status: 'active' } });
    await eventually(async () => expect(await intents(await flow.clientToken(client, 'intents'))).toBe(200));
  });
});
