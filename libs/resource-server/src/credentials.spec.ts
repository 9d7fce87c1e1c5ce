import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { credentialsOf } from './credentials.js';

const headers = (...pairs: [string, string][]) => ({ rawHeaders: pairs.flat() });
const refusal = (head: Parameters<typeof credentialsOf>[0]) => {
  try {
    return credentialsOf(head);
  } catch (error) {
    return error instanceof Refused ? [error.reason, error.detail.cause] : error;
  }
};

describe('the tokens of a request', () => {
  it('are read from the headers, whatever their case (RFC 6750 §2.1)', () => {
    expect(credentialsOf(headers(['AUTHORIZATION', 'Bearer a.b.c'], ['Resource-Token', 'd.e.f']))).toEqual({
      accessToken: 'a.b.c',
      resourceToken: 'd.e.f',
    });
    expect(credentialsOf(headers(['authorization', 'bearer  a.b.c ']))).toEqual({ accessToken: 'a.b.c' });
  });

  it.each<[string, Parameters<typeof credentialsOf>[0], string, string | undefined]>([
    ['no header', headers(), 'missing-credentials', undefined],
    [
      'a header value that is a name',
      headers(['x', 'authorization'], ['y', 'Bearer a.b.c']),
      'missing-credentials',
      undefined,
    ],
    [
      'two Authorization headers',
      headers(['Authorization', 'Bearer a.b.c'], ['authorization', 'Bearer a.b.c']),
      'invalid-credentials',
      'repeated-header',
    ],
    [
      'two Resource-Token headers',
      headers(['authorization', 'Bearer a.b.c'], ['resource-token', 'a.b.c'], ['Resource-Token', 'a.b.c']),
      'invalid-credentials',
      'repeated-header',
    ],
    [
      'two tokens in one header',
      headers(['authorization', 'Bearer a.b.c, Bearer a.b.c']),
      'invalid-credentials',
      'not-a-bearer-token',
    ],
    ['Basic', headers(['authorization', 'Basic YTpi']), 'invalid-credentials', 'not-a-bearer-token'],
    ['DPoP', headers(['authorization', 'DPoP a.b.c']), 'invalid-credentials', 'not-a-bearer-token'],
    ['no token', headers(['authorization', 'Bearer']), 'invalid-credentials', 'not-a-bearer-token'],
    [
      'an opaque token',
      headers(['authorization', 'Bearer abc']),
      'invalid-credentials',
      'not-a-bearer-token',
    ],
    ['an empty header', headers(['authorization', '']), 'invalid-credentials', 'not-a-bearer-token'],
    [
      'text for a resource token',
      headers(['authorization', 'Bearer a.b.c'], ['resource-token', 'x']),
      'invalid-credentials',
      'malformed-resource-token',
    ],
    [
      'a token in the query',
      { ...headers(['authorization', 'Bearer a.b.c']), query: { access_token: 'a.b.c' } },
      'invalid-credentials',
      'token-in-query',
    ],
  ])('are refused: %s', (_title, head, reason, cause) => {
    expect(refusal(head)).toEqual([reason, cause]);
  });

  it('are read or refused, never a failure, whatever the headers are', () => {
    const name = fc.oneof(fc.constantFrom('Authorization', 'Resource-Token', 'X'), fc.string());
    const value = fc.oneof(fc.constant('Bearer a.b.c'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), fc.jsonValue(), (pairs, query) => {
        expect(refusal({ rawHeaders: pairs.flat(), query })).not.toBeInstanceOf(Error);
      }),
    );
  });
});
