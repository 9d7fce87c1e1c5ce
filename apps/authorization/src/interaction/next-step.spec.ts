import { specificationOf } from '#testing';
import { authorizationDecider } from '../authorization/authorization.decider.js';
import { authenticated, granted, issued, requested } from '../authorization/authorization.fixture.js';
import type { AuthorizationRequested } from '../authorization/authorization.events.js';
import type { LiveSession } from '../session/session.decider.js';
import { ACR_CA, ACR_SCA, reportedAcr } from '../sign-in/authentication-context.js';
import { nextStep, type Visitor } from './next-step.js';

const given = specificationOf(authorizationDecider);
const REQUESTED = Date.parse(requested.requestedAt) / 1000;
const session = (overrides: Partial<LiveSession> = {}): LiveSession => ({
  status: 'live',
  accountId: 'account-1',
  acr: ACR_CA,
  amr: ['pwd'],
  authTime: REQUESTED - 100,
  idleUntil: '2026-01-01T00:15:00.000Z',
  endsAt: '2026-01-01T08:00:00.000Z',
  ...overrides,
});
const at = '2026-01-01T00:00:30.000Z';
const visitor = (live?: LiveSession, hasSecondFactor = true): Visitor => ({
  session: live,
  hasSecondFactor,
  at,
});
const asking = (authentication: Partial<AuthorizationRequested['authentication']>) =>
  given({ ...requested, authentication: { ...requested.authentication, ...authentication } }).state();

describe('the next step of an interaction', () => {
  it('is to sign in, for somebody unknown', () =>
    expect(nextStep(asking({}), visitor())).toEqual({ step: 'sign-in', factors: ['password'] }));
  it('is consent, for somebody signed in', () =>
    expect(nextStep(asking({}), visitor(session()))).toEqual({ step: 'consent' }));

  describe('MEF 128 O3, R30: acr_values', () => {
    it('…:sca asks for password and code together', () =>
      expect(nextStep(asking({ acrValues: [ACR_SCA] }), visitor())).toEqual({
        step: 'sign-in',
        factors: ['password', 'totp'],
      }));
    it('…:sca asks somebody signed in with a password only for the code', () =>
      expect(nextStep(asking({ acrValues: [ACR_SCA] }), visitor(session()))).toEqual({
        step: 'sign-in',
        factors: ['totp'],
      }));
    it('…:sca is content with a session of two factors', () =>
      expect(nextStep(asking({ acrValues: [ACR_SCA] }), visitor(session({ acr: ACR_SCA })))).toEqual({
        step: 'consent',
      }));
    it('…:sca before …:ca is content with a password of somebody who has no second factor', () =>
      expect(nextStep(asking({ acrValues: [ACR_SCA, ACR_CA] }), visitor(session(), false))).toEqual({
        step: 'consent',
      }));
    it('…:sca alone is not', () =>
      expect(nextStep(asking({ acrValues: [ACR_SCA] }), visitor(session(), false))).toMatchObject({
        step: 'sign-in',
      }));
    it('…:ca is content with a password', () =>
      expect(nextStep(asking({ acrValues: [ACR_CA, ACR_SCA] }), visitor(session()))).toEqual({
        step: 'consent',
      }));
    it('D4: what is reported is one of the values that were asked', () => {
      expect(reportedAcr(ACR_SCA, [ACR_CA])).toBe(ACR_CA);
      expect(reportedAcr(ACR_SCA, [ACR_CA, ACR_SCA])).toBe(ACR_SCA);
      expect(reportedAcr(ACR_CA, [ACR_SCA])).toBe(ACR_CA);
      expect(reportedAcr(ACR_SCA, [])).toBe(ACR_SCA);
    });
  });

  describe('OIDC Core §3.1.2.1', () => {
    it('max_age asks again after so many seconds', () => {
      expect(nextStep(asking({ maxAge: 99 }), visitor(session()))).toMatchObject({ step: 'sign-in' });
      expect(nextStep(asking({ maxAge: 100 }), visitor(session()))).toEqual({ step: 'consent' });
    });
    it('max_age=0 asks again, and is content with a sign-in for this request', () => {
      expect(nextStep(asking({ maxAge: 0 }), visitor(session()))).toMatchObject({ step: 'sign-in' });
      expect(nextStep(asking({ maxAge: 0 }), visitor(session({ authTime: REQUESTED + 20 })))).toEqual({
        step: 'consent',
      });
    });
    it.each(['login', 'select_account'])('prompt=%s asks again', (prompt) => {
      expect(nextStep(asking({ prompt: [prompt] }), visitor(session()))).toMatchObject({ step: 'sign-in' });
      expect(nextStep(asking({ prompt: [prompt] }), visitor(session({ authTime: REQUESTED + 20 })))).toEqual({
        step: 'consent',
      });
    });
    it('prompt=none shows no page', () => {
      expect(nextStep(asking({ prompt: ['none'] }), visitor())).toEqual({
        step: 'refuse',
        error: 'login_required',
      });
      expect(nextStep(asking({ prompt: ['none'] }), visitor(session()))).toEqual({
        step: 'refuse',
        error: 'consent_required',
      });
    });
  });

  it('is over after the time for it', () =>
    expect(nextStep(asking({}), { ...visitor(session()), at: requested.expiresAt })).toEqual({
      step: 'expired',
    }));
  it('is to answer once decided, until the code is too old or used', () => {
    const decided = [requested, authenticated, granted] as const;
    const redeemed = { type: 'CodeRedemptionNoted', grantId: 'g' } as const;
    expect(nextStep(given(...decided).state(), visitor())).toEqual({ step: 'answer' });
    expect(nextStep(given(...decided, issued).state(), visitor())).toEqual({ step: 'answer' });
    expect(nextStep(given(...decided, issued).state(), { ...visitor(), at: issued.codeExpiresAt })).toEqual({
      step: 'finished',
    });
    expect(nextStep(given(...decided, issued, redeemed).state(), visitor())).toEqual({ step: 'finished' });
  });
  it('is unknown without a request', () =>
    expect(nextStep(given().state(), visitor())).toEqual({ step: 'unknown' }));
});
