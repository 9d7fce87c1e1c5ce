import { specificationOf } from '#testing';
import { grants } from './grant.aggregate.js';
import { grantDecider } from './grant.decider.js';
import type { GrantEvent } from './grant.events.js';
import {
  at,
  end,
  ended,
  first,
  frontChannel,
  issued,
  narrow,
  narrowed,
  redeem,
  redeemed,
  refresh,
  refreshed,
  terms,
} from './grant.fixture.js';

const given = specificationOf(grantDecider);
const used = [redeemed, issued('authorization_code')] as const;
const [one, two] = terms.intentIds as [string, string];

describe('redeeming a code (RFC 6749 §4.1.3)', () => {
  it('gives tokens once', () => given().when(redeem()).yields(redeemed, issued('authorization_code')));

  it('gives tokens also after a token of the front channel, under the same grant', () =>
    given(issued('front_channel')).when(redeem()).yields(redeemed, issued('authorization_code')));

  it('is refused when its 60 seconds are over', () => {
    given().when(redeem('12:01')).isRefused('code-expired');
  });

  it('"used more than once […] SHOULD revoke all tokens previously issued" (§4.1.2)', () =>
    given(...used)
      .when(redeem())
      .yields(ended('code-reused')));

  it('ends the grant also when the second use comes late', () =>
    given(...used)
      .when(redeem('17:00'))
      .yields(ended('code-reused')));

  it('is refused once the grant has ended', () =>
    given(...used, ended('code-reused'))
      .when(redeem())
      .isRefused('grant-ended'));

  it('is refused for an intent that was over before the code came', () => {
    given(narrowed(one)).when(redeem()).isRefused('intent-not-authorized');
  });

  it('is good for the other intents', () => {
    const rest = { ...terms, intentIds: [two] };
    given(narrowed(one))
      .when(redeem('12:00', [two]))
      .yields({ ...redeemed, terms: rest }, { ...issued('authorization_code'), terms: rest });
  });
});

describe('a token of the front channel (OIDC Core §3.3.2.5)', () => {
  it('opens the grant', () => given().when(frontChannel()).yields(issued('front_channel')));
  it('may be asked for again while the code waits', () =>
    given(issued('front_channel')).when(frontChannel()).yields(issued('front_channel')));
  it('is refused once the code was redeemed', () => {
    given(...used)
      .when(frontChannel())
      .isRefused('code-already-redeemed');
  });
  it('is refused for an intent that is over', () => {
    given(narrowed(two)).when(frontChannel()).isRefused('intent-not-authorized');
  });
});

describe('refreshing (RFC 6749 §6)', () => {
  it('rotates the token', () =>
    given(...used)
      .when(refresh(first.hash))
      .yields(refreshed, issued('refresh_token')));

  it('with an older token ends the family (§10.4)', () =>
    given(...used, refreshed)
      .when(refresh(first.hash))
      .yields(ended('refresh-token-reused')));

  it('is refused when the consent is over', () => {
    given(...used)
      .when(refresh(first.hash, '18:00'))
      .isRefused('refresh-token-expired');
  });

  it('is refused once the grant has ended', () => {
    given(...used, ended('revoked-by-client'))
      .when(refresh(first.hash))
      .isRefused('grant-ended');
  });

  it('is refused where no refresh token was given', () => {
    given(issued('front_channel')).when(refresh('any')).isRefused('grant-ended');
  });

  it('is refused for an intent that is over', () => {
    given(...used, narrowed(one))
      .when(refresh(first.hash))
      .isRefused('intent-not-authorized');
  });
});

describe('an intent that is over', () => {
  it('narrows a grant that has others', () =>
    given(...used)
      .when(narrow(one))
      .yields(narrowed(one)));
  it('ends a grant that has no others', () =>
    given(...used, narrowed(one))
      .when(narrow(two))
      .yields(ended('intent-revoked')));
  it('is remembered before anything was issued', () => given().when(narrow(one)).yields(narrowed(one)));
  it('has its effect once', () => given(narrowed(one)).when(narrow(one)).yields());
  it('is of no interest to a grant without it', () =>
    given(...used)
      .when(narrow('urn:assent:intent:other'))
      .yields());
  it('that was used leaves the tokens that are out, to read what it led to', () =>
    given(...used, narrowed(one))
      .when(narrow(two, 'intent-consumed'))
      .yields(narrowed(two, 'intent-consumed')));
  it('that was used gives no new tokens', () => {
    given(issued('front_channel'), narrowed(one, 'intent-consumed'))
      .when(redeem())
      .isRefused('intent-not-authorized');
  });
});

describe('ending a grant', () => {
  it('happens once', () => {
    given(...used)
      .when(end)
      .yields(ended('revoked-by-client'));
    given(...used, ended('code-reused'))
      .when(end)
      .yields();
  });
  it('of which nothing was issued does nothing', () => given().when(end).yields());
});

describe('what neighbours see of a grant', () => {
  const published = (...events: GrantEvent[]) => {
    const last = events.at(-1)!;
    return grants.publish!(given(...events).state(), last);
  };

  it('is its state, and which tokens were made by which key', () => {
    expect(published(issued('front_channel'))).toEqual({
      view: {
        grantId: 'grant',
        status: 'active',
        grantType: 'authorization_code',
        clientId: 'client',
        scope: 'openid createQuote',
        sub: 'person',
        authorizationId: 'authorization',
        intentIds: [one, two],
        expiresAt: at('18:00'),
      },
      detail: { via: 'front_channel', scope: 'openid createQuote', tokens: issued('front_channel').tokens },
    });
  });

  it('is never the hash of a refresh token', () => {
    const all = [redeemed, issued('authorization_code'), refreshed, issued('refresh_token')];
    const seen = all.map((_, index) => published(...all.slice(0, index + 1)));
    expect(JSON.stringify(seen)).not.toMatch(/first|second/);
  });

  it('shrinks with its intents', () => {
    expect(published(...used, narrowed(one))).toMatchObject({ view: { intentIds: [two] } });
  });

  it('says why it ended', () => {
    expect(published(...used, ended('code-reused'))).toMatchObject({
      view: { status: 'ended', reason: 'code-reused' },
      detail: { reason: 'code-reused' },
    });
  });

  it('is nothing before anything was issued', () => {
    expect(published(narrowed(one))).toBeUndefined();
  });
});
