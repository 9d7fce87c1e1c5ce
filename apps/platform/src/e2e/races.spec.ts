import { randomUUID } from 'node:crypto';
import { authenticated, Browser, flow, intentFor, ownQuote, type TestClient } from '#testing';
import { startTestPlatform, type TestPlatform } from './test-platform.js';

/** More rounds: RACE_ROUNDS=20. */
const rounds = Number(process.env['RACE_ROUNDS'] ?? 2);
const racers = 50;

interface Attempt {
  readonly status: number;
}

/** All at once; how often each status came back. */
const race = async (attempt: (racer: number) => Promise<Attempt>): Promise<Record<number, number>> => {
  const answers = await Promise.all(Array.from({ length: racers }, (_, racer) => attempt(racer)));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

describe(`what may happen once happens once, also when ${racers} race for it (${rounds} rounds)`, () => {
  let platform: TestPlatform;
  let client: TestClient;
  let accessToken: string;
  let browser: Browser;

  beforeAll(async () => {
    platform = await startTestPlatform();
    ({ client } = await flow.register(
      await flow.enrol(platform.origin, 'racer', 'http://localhost:9/racer/callback'),
    ));
    accessToken = await flow.clientToken(client, 'intents');
    browser = new Browser(platform.origin);
  }, 120_000);
  afterAll(() => platform.stop());

  const consented = async (
    more: object = {},
  ): Promise<{ code: string; payload: Record<string, unknown> }> => {
    const payload = { ...ownQuote('new-ethernet-line'), externalId: randomUUID() };
    accessToken = await flow.clientToken(client, 'intents');
    const intent = await flow.stage(client, accessToken, { ...intentFor(payload), ...more });
    const response = await flow.consent(client, platform.person, intent, { browser });
    return { code: response.get('code')!, payload };
  };

  for (let round = 1; round <= rounds; round++) {
    it(`a code is redeemed once (RFC 6749 §4.1.2), round ${round}`, async () => {
      const { code } = await consented();
      const form = { grant_type: 'authorization_code', code, redirect_uri: client.redirectUri };
      expect(await race(() => flow.token(client, form))).toEqual({ 200: 1, 400: racers - 1 });
    });

    it(`a software statement registers one client, round ${round}`, async () => {
      const enrolled = await flow.enrol(
        platform.origin,
        `r${round}${randomUUID().slice(0, 6)}`,
        'http://localhost:9/callback',
      );
      const software_statement = await flow.statement(enrolled);
      const register = (racer: number): Promise<Attempt> =>
        flow.call('POST', `${platform.origin}/register`, {
          body: { software_statement, client_name: `Racer ${racer}` },
        });
      expect(await race(register)).toEqual({ 201: 1, 400: racers - 1 });
    });

    it(`an assertion authenticates once (RFC 7523 §3), round ${round}`, async () => {
      const body = await authenticated(client, { grant_type: 'client_credentials', scope: 'intents' });
      const use = (): Promise<Attempt> => flow.call('POST', `${platform.origin}/token`, { body });
      expect(await race(use)).toEqual({ 200: 1, 401: racers - 1 });
    });

    it(`a refresh token is used once (RFC 9700 §4.14), round ${round}`, async () => {
      const until = new Date(Date.now() + 86_400_000).toISOString();
      const { code } = await consented({ usage: 'recurring', until });
      const { refresh_token } = await flow.redeem(client, code);
      const form = { grant_type: 'refresh_token', refresh_token: refresh_token! };
      expect(await race(() => flow.token(client, form))).toEqual({ 200: 1, 400: racers - 1 });
    });

    it(`a single-use intent makes one quote (MEF 128 §6.3 step 4), round ${round}`, async () => {
      const { code, payload } = await consented();
      const tokens = await flow.redeem(client, code);
      const counts = await race(() => flow.createQuote(client, tokens, payload));
      expect(counts[201]).toBe(1);
      expect(Object.keys(counts).filter((status) => !/^(201|401|403|409)$/.test(status))).toEqual([]);
    });
  }
});
