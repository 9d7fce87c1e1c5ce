import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { Secret, TOTP } from 'otpauth';
import { halfHash, SealedTokens } from '#crypto';
import { CoreSettings } from '#service';
import { ACR_CA, ACR_SCA } from '../sign-in/authentication-context.js';
import type { Browser, Shown } from './browser.js';
import { ISSUER, pendingIntent, person, quote, RunningAuthorization } from './running-authorization.js';

const ONE = 'urn:assent:intent:one';
const TWO = 'urn:assent:intent:two';
const { username, password } = person;
const codeAt = (steps: number) =>
  new TOTP({ secret: Secret.fromBase32(person.totpSecret) }).generate({
    timestamp: Date.now() + steps * 30_000,
  });

let running: RunningAuthorization;
beforeAll(async () => {
  running = await RunningAuthorization.start({ ASSENT_AUTHORIZATION_FREE_ATTEMPTS: '50' });
  for (const intentId of [ONE, TWO])
    running.neighbours.knowIntent(pendingIntent(intentId), { payload: quote });
});
afterAll(() => running.stop());

const signIn = async (
  browser: Browser,
  changes: Record<string, unknown> = {},
  fields: Record<string, string> = {},
): Promise<Shown> => {
  const page = await browser.get(await running.authorizePath(changes));
  return browser.submit(page, /sign-in$/, { username, password, action: 'sign-in', ...fields });
};
const approve = (browser: Browser, page: Shown, fields: Record<string, string> = {}) =>
  browser.submit(page, /decision$/, { 'intent-0': 'approve', action: 'decide', ...fields });
const answerOf = ({ location }: Shown): Record<string, string> => {
  const { hash, searchParams } = new URL(location ?? 'about:blank');
  return Object.fromEntries(hash ? new URLSearchParams(hash.slice(1)) : searchParams);
};
const idTokenOf = async (jwt: string) => {
  const { text } = await running.browser().get('/jwks');
  const keys = createLocalJWKSet(JSON.parse(text) as JSONWebKeySet);
  return (await jwtVerify(jwt, keys, { issuer: ISSUER, audience: 'client-1', algorithms: ['ES256'] }))
    .payload;
};

describe('MEF 128 §6.4: the hybrid flow with an intent', () => {
  it('leads from sign-in over consent to a code and a detached signature', async () => {
    const browser = running.browser();
    const consent = await signIn(browser);
    expect(consent.status).toBe(200);
    expect(consent.text).toContain('Review this request');
    const answer = answerOf(await approve(browser, consent));
    expect(answer).toMatchObject({ state: 'state-1', iss: ISSUER, code: expect.any(String) });
    const claims = await idTokenOf(answer['id_token'] ?? '');
    expect(decodeProtectedHeader(answer['id_token'] ?? '')).toMatchObject({ alg: 'ES256', typ: 'JWT' });
    expect(claims).toMatchObject({
      meflso_intent_id: ONE,
      nonce: 'nonce-1',
      acr: ACR_CA,
      amr: ['pwd'],
      c_hash: halfHash('ES256', answer['code'] ?? ''),
      s_hash: halfHash('ES256', 'state-1'),
    });
    expect(running.neighbours.decisions.at(-1)).toMatchObject({
      sub: claims.sub,
      acr: ACR_CA,
      decisions: [{ intentId: ONE, decision: 'approved', revision: 1 }],
    });
  });

  it('seals the code over the authorization and its version', async () => {
    const browser = running.browser();
    const { code = '' } = answerOf(await approve(browser, await signIn(browser)));
    const key = running.app.get(CoreSettings, { strict: false }).sharedKey('authorization-code');
    const content = new SealedTokens(key, 'authorization-code').open(code, new Date());
    expect(content).toEqual({ authorizationId: expect.stringMatching(/^[\w-]{22}$/), version: 4 });
    expect(() =>
      new SealedTokens(key, 'authorization-code').open(code, new Date(Date.now() + 61_000)),
    ).toThrow('expired');
  });

  it('knows the person again: the next request goes straight to consent', async () => {
    const browser = running.browser();
    await signIn(browser);
    expect((await browser.get(await running.authorizePath())).text).toContain('Review this request');
  });

  it('gives the same sub for one person, whatever the request (R32)', async () => {
    const subs = await Promise.all(
      [0, 1].map(async () => {
        const browser = running.browser();
        const { id_token = '' } = answerOf(await approve(browser, await signIn(browser)));
        return (await idTokenOf(id_token)).sub;
      }),
    );
    expect(subs[0]).toBe(subs[1]);
  });

  it('code id_token token: at_hash is of the token that tokens gave', async () => {
    const browser = running.browser();
    const answer = answerOf(
      await approve(browser, await signIn(browser, { response_type: 'code id_token token' })),
    );
    expect(answer).toMatchObject({
      access_token: 'front-channel-token',
      token_type: 'Bearer',
      expires_in: '300',
    });
    expect(await idTokenOf(answer['id_token'] ?? '')).toMatchObject({
      at_hash: halfHash('ES256', 'front-channel-token'),
    });
  });

  it('code with PKCE: the answer is in the query, without an id_token', async () => {
    const pkce = { response_type: 'code', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' };
    const browser = running.browser();
    const answer = answerOf(await approve(browser, await signIn(browser, pkce)));
    expect(Object.keys(answer).toSorted()).toEqual(['code', 'iss', 'state']);
  });

  it('form_post: the answer is a form for the client', async () => {
    const browser = running.browser();
    const page = await approve(browser, await signIn(browser, { response_mode: 'form_post' }));
    expect(page.text).toMatch(/name="code" value="[\w-]+"/);
    expect(page.headers['content-security-policy']).toContain("form-action 'self' http://localhost:4000;");
  });

  it('several intents: only the approved ones are in the id_token (R34)', async () => {
    const browser = running.browser();
    const claims = { id_token: { meflso_intent_id: { values: [ONE, TWO] } } };
    const consent = await signIn(browser, { claims });
    const { id_token = '' } = answerOf(
      await approve(browser, consent, { 'intent-0': 'decline', 'intent-1': 'approve' }),
    );
    expect((await idTokenOf(id_token))['meflso_intent_id']).toBe(TWO);
  });
});

describe('R30: …:sca', () => {
  it('asks for password and code at once, and says so in acr and amr', async () => {
    const browser = running.browser();
    const consent = await signIn(browser, { acr_values: ACR_SCA }, { totp: codeAt(-1) });
    const { id_token = '' } = answerOf(await approve(browser, consent));
    expect(await idTokenOf(id_token)).toMatchObject({ acr: ACR_SCA, amr: ['pwd', 'otp', 'mfa'] });
  });
  it('RFC 6238 §5.2: a code works once', async () => {
    expect((await signIn(running.browser(), { acr_values: ACR_SCA }, { totp: codeAt(-1) })).status).toBe(422);
  });
  it('asks somebody with a password session for the code only', async () => {
    const browser = running.browser();
    await signIn(browser);
    const page = await browser.get(await running.authorizePath({ acr_values: ACR_SCA }));
    expect(page.text).toContain('Confirm it is you');
    expect(page.text).not.toContain('name="password"');
    const consent = await browser.submit(page, /sign-in$/, { totp: codeAt(1), action: 'sign-in' });
    expect(consent.text).toContain('Review this request');
  });
});
