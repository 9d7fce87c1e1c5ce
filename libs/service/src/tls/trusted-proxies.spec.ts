import { trustedProxies } from './trusted-proxies.js';

describe('the proxies that are believed', () => {
  it.each([
    ['10.1.0.0/16', '10.1.2.3', true],
    ['10.1.0.0/16', '10.2.2.3', false],
    ['10.1.0.0/16', '::ffff:10.1.2.3', true],
    ['192.0.2.1', '192.0.2.1', true],
    ['192.0.2.1', '192.0.2.10', false],
    ['2001:db8::/32', '2001:db8::5', true],
    ['2001:db8::/32', '192.0.2.1', false],
    ['loopback', '127.4.5.6', true],
    ['loopback', '::1', true],
    ['uniquelocal', '172.20.0.2', true],
    ['uniquelocal', '8.8.8.8', false],
    ['::1', '1', false],
    ['loopback', 'localhost', false],
  ])('%s: is %s one? %s', (entry, address, expected) => {
    expect(trustedProxies(['203.0.113.9', entry])(address)).toBe(expected);
  });

  it('are none where none is named, and none has no address', () => {
    expect(trustedProxies([])('127.0.0.1')).toBe(false);
    expect(trustedProxies(['loopback'])(undefined)).toBe(false);
  });

  it.each(['everyone', '10.0.0.0/40', ''])('are told by addresses and ranges: not %j', (entry) => {
    expect(() => trustedProxies([entry])).toThrow(/ipaddr/);
  });
});
