/* eslint-disable max-lines-per-function -- a suite is a list of sentences */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { authenticated, Browser, eventually, flow, intentFor, oneTimePasswords, ownQuote } from '#testing';
import { untilRefused } from '../chaos/scenarios/until-refused.js';
import { type Fleet, startFleet } from './fleet.js';

const services = ['directory', 'registration', 'tokens', 'intents', 'authorization', 'quotes'];
const wish = ownQuote('internet-access-add');
const scope = 'intents retrieveQuote';

describe('two replicas of every service', () => {
  let folder: string;
  let fleet: Fleet;
  let person: flow.Person;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assent-replicas-'));
    fleet = await startFleet({
      folder,
      services,
      replicas: 2,
      transport: 'log',
      variables: { ASSENT_DRAIN_DELAY: '2000' },
    });
    person = { ...fleet.person, totp: oneTimePasswords(fleet.person.totpSecret) };
  }, 300_000);
  afterAll(async () => {
    await fleet?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const newClient = async (name: string) =>
    (await flow.register(await flow.enrol(fleet.origin, name, 'http://localhost:9/callback'))).client;
  const at = (service: string): readonly string[] =>
    fleet.members
      .filter((member) => member.service === service)
      .map(({ port }) => `http://127.0.0.1:${port}`);
  /** The same request at each replica of a service, at the same time. */
  const atEach = <T = Record<string, unknown>>(
    service: string,
    method: string,
    path: string,
    sent: (origin: string) => Promise<Parameters<typeof flow.call>[2]>,
  ): Promise<readonly flow.Answer<T>[]> =>
    Promise.all(
      at(service).map(async (origin) => flow.call<T>(method, `${origin}${path}`, await sent(origin))),
    );

  it('tell the same of what has just been written at either, and let a code be used at one of them, once', async () => {
    const client = await newClient('Alternating');
    const bearer = await flow.clientToken(client, scope);
    const headers = { authorization: `Bearer ${bearer}` };
    const states = async (id: string): Promise<readonly unknown[]> => {
      const answers = await atEach<{ status: string }>('intents', 'GET', `/intents/${id}`, async () => ({
        headers,
      }));
      return answers.map(({ status, body }) => [status, body['status']]);
    };
    for (const origin of [...at('intents'), ...at('intents')]) {
      const staged = await flow.call<{ intentId: string }>('POST', `${origin}/intents`, {
        headers,
        body: intentFor(wish),
      });
      const { intentId } = flow.demand(staged, 201, 'stage');
      expect(await states(intentId)).toEqual([
        [200, 'pending'],
        [200, 'pending'],
      ]);
      flow.demand(await flow.call('DELETE', `${origin}/intents/${intentId}`, { headers }), 204, 'withdraw');
      const [one, other] = await states(intentId);
      expect(one).toEqual(other);
      expect(one).not.toEqual([200, 'pending']);
    }
    const intent = await flow.stage(client, bearer, intentFor(wish));
    const code = (await flow.consent(client, person, intent)).get('code')!;
    const redemptions = await atEach<flow.Tokens>('tokens', 'POST', '/token', async () => ({
      body: await authenticated(client, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: client.redirectUri,
      }),
    }));
    expect(redemptions.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  }, 120_000);

  it('forget a revoked token at once, whichever was told', async () => {
    const client = await newClient('Revoking');
    for (const origin of at('tokens')) {
      const token = await flow.clientToken(client, scope);
      const activity = async (): Promise<readonly unknown[]> => {
        const answers = await atEach('tokens', 'POST', '/introspect', async () => ({
          body: await authenticated(client, { token }),
        }));
        return answers.map(({ body }) => body['active']);
      };
      expect(await activity()).toEqual([true, true]);
      const revoked = await flow.call('POST', `${origin}/revoke`, {
        body: await authenticated(client, { token }),
      });
      expect(revoked.status).toBe(200);
      expect(await activity()).toEqual([false, false]);
    }
  }, 60_000);

  it('refuse a client whose statement was revoked, each of them, and take it back with another statement', async () => {
    const enrolled = await flow.enrol(fleet.origin, 'Suspended', 'http://localhost:9/callback');
    const { client, registrationToken, statement, request } = await flow.register(enrolled);
    const headers = { authorization: `Bearer ${await flow.clientToken(client, `${scope} listQuote`)}` };
    const probes = [
      ...at('intents').map((origin) => `${origin}/intents?limit=1`),
      ...at('quotes').map((origin) => `${origin}/mefApi/sonata/quoteManagement/v8/quote?limit=1`),
    ].map((url) => ({ method: 'GET', url, headers }) as const);
    const { jti } = decodeJwt(statement);
    const took = await untilRefused(probes, async () => {
      const path = `${enrolled.path}/software-statements/${jti}/revocation`;
      const answer = await flow.call('PUT', `${fleet.origin}${path}`, {
        body: { reason: 'issued-in-error' },
      });
      flow.demand(answer, 200, 'revoke the statement');
    });
    process.stderr.write(
      `a client whose statement was revoked is refused by ${probes.length} replicas of resource servers after ${Math.round(took)} ms\n`,
    );
    const manage = { authorization: `Bearer ${registrationToken}` };
    const body = {
      ...request,
      client_id: client.clientId,
      software_statement: await flow.statement(enrolled),
    };
    const answer = await flow.call('PUT', `${fleet.origin}/register/${client.clientId}`, {
      headers: manage,
      body,
    });
    expect(answer).toMatchObject({ status: 200, body: { meflso_client_status: 'active' } });
    await eventually(async () => {
      const fresh = { authorization: `Bearer ${await flow.clientToken(client, `${scope} listQuote`)}` };
      const answers = await Promise.all(probes.map(({ url }) => flow.call('GET', url, { headers: fresh })));
      expect(answers.map(({ status }) => status)).toEqual(probes.map(() => 200));
    });
    const former = await Promise.all(probes.map(({ url }) => flow.call('GET', url, { headers })));
    expect(former.map(({ status }) => status)).toEqual(probes.map(() => 401));
  }, 60_000);

  it('are restarted one after the other under load, and nobody is refused anything', async () => {
    const buyers = await Promise.all(['One', 'Two', 'Three'].map((name) => newClient(`Loading ${name}`)));
    const failures: string[] = [];
    let answered = 0;
    let restarting = true;
    const walk = async (client: (typeof buyers)[number], browser: Browser): Promise<number> => {
      const bearer = await flow.clientToken(client, scope);
      const intent = await flow.stage(client, bearer, intentFor(wish));
      const code = (await flow.consent(client, person, intent, { browser })).get('code');
      const tokens = await flow.redeem(client, code ?? 'none');
      flow.demand(await flow.createQuote(client, tokens, wish), 201, 'quote');
      return 7;
    };
    const flows = buyers.map(async (client) => {
      const browser = new Browser(fleet.origin);
      while (restarting) {
        await walk(client, browser).then(
          (requests) => (answered += requests),
          (error: unknown) => failures.push(inWords(error)),
        );
      }
    });
    for (const replica of [1, 2])
      for (const member of fleet.members.filter((each) => each.replica === replica)) await member.restart();
    restarting = false;
    await Promise.all(flows);
    process.stderr.write(
      `rolling restart of ${fleet.members.length} processes: ${answered} requests, ${failures.length} failures\n`,
    );
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(0);
  }, 600_000);
});

// The reasons of a fetch that failed lie deeper: in its cause, or in one for each address that was tried.
const inWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const deeper = error instanceof AggregateError ? error.errors : [error.cause].filter(Boolean);
  return [error.message, ...deeper.map(inWords)].join(': ');
};
