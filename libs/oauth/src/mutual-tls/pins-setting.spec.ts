import { parsePins } from './pins-setting.js';

const pin = (change: object = {}): string =>
  JSON.stringify([{ profile: 'uae-api-hub', certificate: 'C4', value: '0f3a', ...change }]);

describe('the callers that a deployment lets in', () => {
  it('are pinned by what the profile pins of their certificate', () => {
    expect(parsePins(pin())[0]).toMatchObject({ certificate: 'C4', by: 'subject-ou', value: '0f3a' });
    const subject = { certificate: 'C3', value: 'CN=app,OU=unit,O=Acme,C=AE' };
    expect(parsePins(pin(subject))[0]).toMatchObject({ by: 'subject' });
    expect(parsePins('[]')).toEqual([]);
  });

  it.each([
    ['no JSON', 'C4=0f3a', /JSON list/],
    ['no list', '{}', /JSON list/],
    ['an entry that is no object', '[1]', /must name a profile/],
    ['another profile', pin({ profile: 'eidas' }), /must name a profile/],
    ['a property of all objects as profile', pin({ profile: '__proto__' }), /must name a profile/],
    ['a certificate that the profile does not pin', pin({ certificate: 'C1' }), /must name a profile/],
    ['a property of all objects as certificate', pin({ certificate: 'toString' }), /must name a profile/],
    ['a fingerprint', pin({ fingerprint: 'ab:cd' }), /and nothing else/],
    ['no value', pin({ value: undefined }), /must have a value/],
    ['an empty value', pin({ value: ' ' }), /must have a value/],
    ['a subject that is none', pin({ certificate: 'C3', value: 'Bank of the Gulf' }), /RFC 4514/],
  ])('are not told by %s', (_what, text, message) => {
    expect(() => parsePins(text)).toThrow(message);
  });
});
