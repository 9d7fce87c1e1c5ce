import { authorizationResponse, errorResponse } from './authorization-response.js';

const address = { redirectUri: 'https://buyer.example/cb?tenant=7', state: 'a&b=c' };
const locationOf = (mode: 'fragment' | 'query') => {
  const response = authorizationResponse(
    'https://seller.example',
    { ...address, responseMode: mode },
    { code: 'x y' },
  );
  if (response.kind !== 'redirect') throw new Error('not a redirect');
  return new URL(response.location);
};

describe('an authorization response', () => {
  it('goes in the fragment, beside what the redirect URI has of its own', () => {
    const { hash, search } = locationOf('fragment');
    expect(search).toBe('?tenant=7');
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      code: 'x y',
      state: 'a&b=c', // MEF 128 CR1
      iss: 'https://seller.example', // RFC 9207 §2
    });
  });
  it('goes in the query, after what the redirect URI has of its own', () => {
    const query = Object.fromEntries(locationOf('query').searchParams);
    expect(query).toEqual({ tenant: '7', code: 'x y', state: 'a&b=c', iss: 'https://seller.example' });
  });
  it('goes as a form that sends itself, with a button where scripts do not run', () => {
    const hostile = { ...address, state: '"><script>alert(1)</script>', responseMode: 'form_post' as const };
    const response = authorizationResponse('https://seller.example', hostile, { code: 'x' });
    if (response.kind !== 'page') throw new Error('not a page');
    const { html, contentSecurityPolicy } = response.page;
    expect(html).toContain('action="https://buyer.example/cb?tenant=7"');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).toContain('<button type="submit"');
    expect(contentSecurityPolicy).toMatch(/form-action 'self' https:\/\/buyer\.example(;|$)/);
    expect(contentSecurityPolicy).toMatch(/script-src 'sha256-/);
  });
  it('RFC 6749 §4.1.2.1: tells an error with its iss', () => {
    const response = errorResponse(
      'https://seller.example',
      { ...address, responseMode: 'query' },
      'access_denied',
      'No.',
    );
    expect(response).toMatchObject({
      location: expect.stringMatching(/error=access_denied.*error_description=No\.&.*iss=/),
    });
  });
});
