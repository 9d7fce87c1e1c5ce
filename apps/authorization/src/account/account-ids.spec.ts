import { networkOf } from './account-ids.js';

describe('the network that attempts are counted under', () => {
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
  ])('is one for %s and %s', (one, other) => {
    expect(networkOf(one)).toBe(networkOf(other));
  });
  it.each([
    ['2001:db8:1:2::1', '2001:db8:1:3::1'],
    ['192.0.2.7', '192.0.2.8'],
    ['192.0.2.7', '::1'],
    ['unknown', 'elsewhere'],
  ])('is another for %s than for %s', (one, other) => {
    expect(networkOf(one)).not.toBe(networkOf(other));
  });
});
