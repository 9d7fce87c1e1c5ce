import { context, specificationOf } from '#testing';
import { authorizations } from './authorization.aggregate.js';
import type { AuthorizationCommand } from './authorization.commands.js';
import type { AuthorizationEvent } from './authorization.events.js';
import { authorizationDecider } from './authorization.decider.js';
import { authenticated, granted, issued, requested } from './authorization.fixture.js';

const given = specificationOf(authorizationDecider);
const at = (time: string) => context({ at: time });

const { type: _r, authorizationId, ...request } = requested;
const { type: _a, ...person } = authenticated;
const ask: AuthorizationCommand = {
  type: 'RequestAuthorization',
  authorizationId,
  request,
  context: context(),
};
const takeUp: AuthorizationCommand = { type: 'AuthenticatePerson', person, context: context() };
const decide = (...decisions: ('approved' | 'declined')[]): AuthorizationCommand => ({
  type: 'DecideConsent',
  accountId: person.accountId,
  decisions: decisions.map((decision, index) => ({
    intentId: requested.intentIds[index]!,
    decision,
    revision: 1,
  })),
  context: context(),
});
const issue = (
  intentIds = [requested.intentIds[0]!],
  time = '2026-01-01T00:00:00.000Z',
): AuthorizationCommand => ({
  type: 'IssueCode',
  intentIds,
  codeLifetime: 60,
  context: at(time),
});
const fail: AuthorizationCommand = {
  type: 'FailAuthorization',
  error: 'access_denied',
  reason: 'cancelled-by-person',
  context: context(),
};
const redeemed = { type: 'CodeRedemptionNoted', grantId: 'grant-1' } as const;

describe('an authorization', () => {
  it('begins with a request', () => given().when(ask).yields(requested));
  it('begins once', () => given(requested).when(ask).isRefused('authorization-exists'));
  it('is unknown before it begins', () => given().when(takeUp).isRefused('authorization-unknown'));

  it('is taken up by a person', () => given(requested).when(takeUp).yields(authenticated));
  it('is not taken up twice by the same sign-in', () =>
    given(requested, authenticated).when(takeUp).yields());
  it('may be taken up by somebody else while undecided', () =>
    given(requested, { ...authenticated, accountId: 'account-2' })
      .when(takeUp)
      .yields(authenticated));
  it('is not taken up after its time', () =>
    given(requested)
      .when({ ...takeUp, context: at('2026-01-01T00:30:00.000Z') })
      .isRefused('interaction-expired'));
  it('is not taken up once decided', () =>
    given(requested, authenticated, granted).when(takeUp).isRefused('authorization-finished'));
});

describe('a decision', () => {
  it('that approves anything grants consent', () =>
    given(requested, authenticated).when(decide('approved', 'declined')).yields(granted));
  it('that declines everything denies it', () =>
    expect(given(requested, authenticated).when(decide('declined', 'declined')).events()).toMatchObject([
      { type: 'ConsentDenied' },
    ]));
  it('covers every intent', () =>
    given(requested, authenticated).when(decide('approved')).isRefused('decision-incomplete'));
  it('is made by a person', () =>
    given(requested).when(decide('approved', 'approved')).isRefused('person-not-authenticated'));
  it('is made by the person who took it up', () =>
    given(requested, { ...authenticated, accountId: 'account-2' })
      .when(decide('approved', 'approved'))
      .isRefused('another-person'));
  it('stands: a repeat changes nothing', () =>
    given(requested, authenticated, granted).when(decide('declined', 'declined')).yields());
  it('comes in time', () =>
    given(requested, authenticated)
      .when({ ...decide('approved', 'approved'), context: at('2026-01-01T00:30:00.000Z') })
      .isRefused('interaction-expired'));
});

describe('a code', () => {
  it('is issued for what was approved and confirmed', () =>
    given(requested, authenticated, granted)
      .when(issue([...requested.intentIds]))
      .yields(issued));
  it('is not issued when no approved intent could be authorized', () =>
    given(requested, authenticated, granted)
      .when(issue([]))
      .yields({ type: 'AuthorizationFailed', error: 'access_denied', reason: 'intent-no-longer-pending' }));
  it('is not issued without consent', () =>
    given(requested, authenticated).when(issue()).isRefused('consent-not-granted'));
  it('is the same on a repeat', () =>
    given(requested, authenticated, granted, issued).when(issue()).yields());
  it('is not given again once redeemed', () =>
    given(requested, authenticated, granted, issued, redeemed)
      .when(issue())
      .isRefused('code-already-redeemed'));
  it('is not given again after 60 s', () =>
    given(requested, authenticated, granted, issued)
      .when(issue(undefined, '2026-01-01T00:01:00.000Z'))
      .isRefused('code-expired'));
  it('is noted as redeemed once', () => {
    const note: AuthorizationCommand = { type: 'NoteCodeRedemption', grantId: 'grant-1', context: context() };
    given(requested, authenticated, granted, issued).when(note).yields(redeemed);
    given(requested, authenticated, granted, issued, redeemed).when(note).yields();
  });
});

describe('a request that ends without a code', () => {
  it('says why', () =>
    given(requested)
      .when(fail)
      .yields({ type: 'AuthorizationFailed', error: 'access_denied', reason: 'cancelled-by-person' }));
  it('cannot take back a decision', () =>
    given(requested, authenticated, granted).when(fail).isRefused('authorization-finished'));
});

describe('what neighbours see of an authorization', () => {
  const seen = (...events: AuthorizationEvent[]) => {
    const last = events.at(-1)!;
    return authorizations.publish?.(given(...events).state(), last);
  };

  it('has neither state nor sign-in name nor cookie nor account', () => {
    const text = JSON.stringify([
      seen(requested),
      seen(requested, authenticated),
      seen(requested, authenticated, granted, issued),
    ]);
    for (const secret of ['state-1', 'erika', 'hash-of-cookie', 'account-1', requested.requestObject]) {
      expect(text).not.toContain(secret);
    }
  });
  it('shows an approval that was not confirmed as declined', () => {
    const both = {
      ...granted,
      decisions: granted.decisions.map((d) => ({ ...d, decision: 'approved' as const })),
    };
    expect(seen(requested, authenticated, both, issued)?.view).toMatchObject({
      status: 'granted',
      intents: [{ decision: 'approved' }, { decision: 'declined' }],
      codeExpiresAt: issued.codeExpiresAt,
    });
  });
  it('is nothing new when a code was redeemed', () =>
    expect(seen(requested, authenticated, granted, issued, redeemed)).toBeUndefined());
});
