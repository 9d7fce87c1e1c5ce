import { checkSettings } from '../settings/check-settings.js';
import { Environment } from '../settings/environment.js';

const complete = {
  ASSENT_DATABASE_URL: 'postgres://localhost/assent',
  ASSENT_KEY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64url'),
  ASSENT_SHARED_KEY: Buffer.alloc(32, 2).toString('base64url'),
};
const pair = { ASSENT_SIGNING_CERTIFICATE: 'sig2.pem', ASSENT_SIGNING_KEY: 'sig2-key.pem' };
const anchors = { ASSENT_TRUST_ANCHORS: 'anchors.pem' };
const check = (variables: object) => () => checkSettings(new Environment({ ...complete, ...variables }), []);

describe('settings of certified signing', () => {
  it.each([
    ['none', {}],
    ['a pair that somebody vouches for', { ...pair, ...anchors }],
    ['a demand, and who vouches for certificates', { ASSENT_CERTIFIED_MESSAGES: 'required', ...anchors }],
  ])('are taken: %s', (_title, variables) => {
    expect(check(variables)).not.toThrow();
  });

  it.each<[string, object, RegExp]>([
    [
      'a certificate without a key',
      { ASSENT_SIGNING_CERTIFICATE: 'x', ...anchors },
      /ASSENT_SIGNING_KEY: and/,
    ],
    ['a key without a certificate', { ASSENT_SIGNING_KEY: 'x' }, /ASSENT_SIGNING_KEY: and/],
    ['a pair that nobody vouches for', pair, /ASSENT_TRUST_ANCHORS: is needed for ASSENT_SIGNING_CERT/],
    [
      'a demand that nobody can meet',
      { ASSENT_CERTIFIED_MESSAGES: 'required' },
      /ASSENT_TRUST_ANCHORS: is needed for ASSENT_CERTIFIED/,
    ],
    [
      'another demand',
      { ASSENT_CERTIFIED_MESSAGES: 'maybe' },
      /ASSENT_CERTIFIED_MESSAGES: must be offered or/,
    ],
  ])('are refused: %s', (_title, variables, words) => {
    expect(check(variables)).toThrow(words);
  });
});
