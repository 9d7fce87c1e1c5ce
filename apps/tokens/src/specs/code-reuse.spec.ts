import { eventually } from '#testing';
import { type Answer, issuer, Running } from './running-tokens.js';
import type { TestClient } from './test-client.js';

const result = ({ status, body }: Answer) => ({ status, error: body.error });
const invalidGrant = { status: 400, error: 'invalid_grant' };

describe('a code is good once (RFC 6749 §4.1.2)', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  it('ends all that came of the first use when the code comes again (§4.1.2)', async () => {
    const { code } = await tokens.consent(client);
    const first = await tokens.redeem(client, code);
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
    const introspected = await tokens.as(client, '/introspect', { token: String(first.body.access_token) });
    expect(introspected.body).toEqual({ active: false });
    expect((await tokens.events()).slice(-3)).toEqual(['CodeRedeemed', 'TokenIssued', 'GrantEnded']);
  });

  it('does not take the same request sent twice for a second use: its assertion is used up', async () => {
    const { code } = await tokens.consent(client);
    const authentication = await client.authentication(issuer);
    const first = await tokens.redeem(client, code, authentication);
    expect(result(await tokens.redeem(client, code, authentication))).toEqual({
      status: 401,
      error: 'invalid_client',
    });
    const introspected = await tokens.as(client, '/introspect', { token: String(first.body.access_token) });
    expect(introspected.body.active).toBe(true);
  });

  it('lets one of fifty win the race for a code, in 5 rounds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { code } = await tokens.consent(client);
      const before = (await tokens.events()).length;
      const answers = await Promise.all(Array.from({ length: 50 }, () => tokens.redeem(client, code)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status !== 200).map(result);
      expect(refused).toEqual(Array.from({ length: 49 }, () => invalidGrant));
      expect((await tokens.events()).slice(before)).toEqual(['CodeRedeemed', 'TokenIssued', 'GrantEnded']);
    }
  });

  it('gives nothing for an intent that was revoked before the code came, and remembers it', async () => {
    const { code, intents } = await tokens.consent(client);
    const before = (await tokens.events()).length;
    await tokens.tellIntent('IntentRevoked', { ...intents[0]!, status: 'revoked' });
    await eventually(async () => expect((await tokens.events()).slice(before)).toEqual(['GrantNarrowed']));
    expect(result(await tokens.redeem(client, code))).toEqual(invalidGrant);
  });
});
