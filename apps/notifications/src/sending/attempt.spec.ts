import { attemptOf } from './attempt.js';

describe('what a listener answers', () => {
  it.each([200, 202, 204])('%d is delivered', (status) => {
    expect(attemptOf(status, 'kid', null)).toEqual({ outcome: 'delivered', status, kid: 'kid' });
  });

  it('410 ends the listener (RFC 9110 §15.5.11)', () => {
    expect(attemptOf(410, 'kid', null)).toEqual({ outcome: 'gone' });
  });

  it.each([
    [301, 'redirected'],
    [401, 'credentials-refused'],
    [403, 'credentials-refused'],
    [404, 'listener-refused'],
    [408, 'listener-refused'],
    [429, 'listener-refused'],
    [500, 'listener-failed'],
    [503, 'listener-failed'],
  ])('%d is tried again', (status, reason) => {
    expect(attemptOf(status, 'kid', '5')).toEqual({
      outcome: 'failed',
      reason,
      status,
      permanent: false,
      retryAfter: '5',
    });
  });

  it.each([400, 405, 413, 415, 422])('%d is given up', (status) => {
    expect(attemptOf(status, 'kid', null)).toMatchObject({ outcome: 'failed', permanent: true });
  });
});
