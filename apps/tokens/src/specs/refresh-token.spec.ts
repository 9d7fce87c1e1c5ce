import { decodeJwt } from 'jose';
import { inSeconds } from './consent.js';
import { eventually } from '#testing';
import { type Answer, Running } from './running-tokens.js';
import type { Form, TestClient } from './test-client.js';

const result = ({ status, body }: Answer) => ({ status, error: body.error });
const invalidGrant = { status: 400, error: 'invalid_grant' };

describe('POST /token, grant_type=refresh_token (RFC 6749 §6)', () => {
  let tokens: Running;
  let client: TestClient;
  beforeAll(async () => {
    tokens = await Running.start();
    client = await tokens.client();
  });
  afterAll(() => tokens.close());

  const refresh = (token: unknown, form: Form = {}, by = client) =>
    tokens.as(by, '/token', { grant_type: 'refresh_token', refresh_token: String(token), ...form });
  const recurring = async (change: object = {}) => {
    const consent = await tokens.consent(client, [{ usage: 'recurring', ...change }]);
    const { body } = await tokens.redeem(client, consent.code);
    return { ...consent, body };
  };

  it('is there for an intent that recurs, and gives all tokens anew', async () => {
    const { body, intents } = await recurring();
    const { status, body: next } = await refresh(body.refresh_token);
    expect(status).toBe(200);
    expect(Object.keys(next).toSorted()).toEqual([
      'access_token',
      'expires_in',
      'meflso_intent_id',
      'refresh_token',
      'resource_token',
      'scope',
      'token_type',
    ]);
    expect(next.refresh_token).not.toBe(body.refresh_token);
    const resource = decodeJwt(next.resource_token as string);
    expect(resource.meflso_intent_id).toBe(intents[0]!.intentId);
    expect(resource).not.toHaveProperty('payload_hash'); // that binds what may be done once
    expect(decodeJwt(next.access_token as string).sub).toBe('person');
  });

  it('is not there for a client that did not register the grant type', async () => {
    const other = await tokens.client({ grantTypes: ['authorization_code'] });
    const { code } = await tokens.consent(other, [{ usage: 'recurring' }]);
    expect((await tokens.redeem(other, code)).body).not.toHaveProperty('refresh_token');
  });

  it('gives tokens for the recurring ones of several intents', async () => {
    const { code, intents } = await tokens.consent(client, [{ usage: 'recurring' }, {}]);
    const { body } = await tokens.redeem(client, code);
    expect(body.meflso_intent_id).toHaveLength(2);
    expect((await refresh(body.refresh_token)).body.meflso_intent_id).toBe(intents[0]!.intentId);
  });

  it('may narrow the scope of the tokens, not of the grant', async () => {
    const { body } = await recurring();
    const narrow = await refresh(body.refresh_token, { scope: 'openid' });
    expect(narrow.body.scope).toBe('openid');
    expect(narrow.body).not.toHaveProperty('resource_token');
    expect((await refresh(narrow.body.refresh_token)).body.scope).toBe('openid createQuote');
  });

  it('may not widen it, and the token stays good', async () => {
    const { body } = await recurring();
    const wider = await refresh(body.refresh_token, { scope: 'openid createQuote listQuote' });
    expect(result(wider)).toEqual({ status: 400, error: 'invalid_scope' });
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  it('works once: an older token ends the family (§10.4)', async () => {
    const { body } = await recurring();
    const { body: next } = await refresh(body.refresh_token);
    expect(result(await refresh(body.refresh_token))).toEqual(invalidGrant);
    expect(result(await refresh(next.refresh_token))).toEqual(invalidGrant);
    const introspected = await tokens.as(client, '/introspect', { token: String(next.access_token) });
    expect(introspected.body).toEqual({ active: false });
  });

  it('lets one of fifty win the race for a refresh token, in 5 rounds', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { body } = await recurring();
      const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(body.refresh_token)));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const refused = answers.filter(({ status }) => status !== 200).map(result);
      expect(refused).toEqual(Array.from({ length: 49 }, () => invalidGrant));
    }
  });

  it('is of no use to another client, whose attempt ends nothing', async () => {
    const other = await tokens.client();
    const { body } = await recurring();
    expect(result(await refresh(body.refresh_token, {}, other))).toEqual(invalidGrant);
    expect((await refresh(body.refresh_token)).status).toBe(200);
  });

  it('lives no longer than the consent', async () => {
    const { body } = await recurring({ expiresAt: inSeconds(2) });
    const { rows } = await tokens.database.query<{ exp: string }>(
      `select data->'refresh'->>'expiresAt' as exp from tokens.event
       where type = 'CodeRedeemed' order by recorded_at desc limit 1`,
    );
    expect(Date.parse(rows[0]!.exp) - Date.now()).toBeLessThanOrEqual(2_000);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(result(await refresh(body.refresh_token))).toEqual(invalidGrant);
  });

  it('ends with its intent', async () => {
    const { body, intents } = await recurring();
    await tokens.tellIntent('IntentRevoked', { ...intents[0]!, status: 'revoked' });
    await eventually(async () => expect((await tokens.events()).at(-1)).toBe('GrantEnded'));
    expect(result(await refresh(body.refresh_token))).toEqual(invalidGrant);
  });

  it('keeps neither token nor hash where neighbours look', async () => {
    const { body } = await recurring();
    await refresh(body.refresh_token);
    const { rows } = await tokens.database.query(
      `select e.public::text from tokens.event e where public is not null`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/hash/i);
    expect(JSON.stringify(rows)).not.toContain(body.refresh_token);
  });
});
