import { normalSubject } from './subject.js';

describe('what identifies a client in its certificate (RFC 8705 §2.1.2)', () => {
  it.each([
    ['subject_dn', 'cn=App, ou=unit,O=Acme\\2c Inc.,c=AE', 'CN=App,OU=unit,O=Acme\\, Inc.,C=AE'],
    ['san_dns', 'App.Acme.Example', 'app.acme.example'],
    ['san_uri', 'https://acme.example/App', 'https://acme.example/App'],
    ['san_ip', '192.0.2.1', '192.0.2.1'],
    ['san_ip', '2001:DB8:0:0:0::1', '2001:db8::1'],
    ['san_email', 'App@ACME.example', 'App@acme.example'],
  ] as const)('is kept in one spelling: %s %s', (attribute, value, kept) => {
    expect(normalSubject({ attribute, value })).toEqual({ attribute, value: kept });
  });

  it.each([
    ['subject_dn', ''],
    ['subject_dn', 'Acme'],
    ['subject_dn', 'CN=app,'],
    ['subject_dn', '/C=AE/O=Acme/CN=app'],
    ['san_dns', 'https://acme.example'],
    ['san_dns', 'acme example'],
    ['san_dns', 'a..b'],
    ['san_uri', 'acme'],
    ['san_uri', 'urn:acme app'],
    ['san_ip', 'acme.example'],
    ['san_ip', '1.2.3.4.5'],
    ['san_ip', '10.0.0.0/8'],
    ['san_email', 'acme.example'],
    ['san_email', 'Mr App <app@acme.example>'],
  ] as const)('is not %s %j', (attribute, value) => {
    expect(() => normalSubject({ attribute, value })).toThrow(/^malformed-(name|subject)$|ipaddr/);
  });
});
