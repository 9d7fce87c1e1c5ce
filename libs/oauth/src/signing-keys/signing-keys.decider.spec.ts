import { afterRotations, at, context, sealed, storyOf } from '../keys.fixture.js';
import { publicationSchemas } from '#contracts';
import { signingKeyAt, useOf } from './signing-key-use.js';
import { publicSigningKeys, signingKeys } from './signing-keys.aggregate.js';
import {
  type NewSigningKey,
  type SigningKeysCommand,
  type SigningKeysEvent,
  signingKeysDecider,
} from './signing-keys.decider.js';

const key = (kid: string, alg = 'ES256'): NewSigningKey => ({
  kid,
  alg,
  jwk: { kty: 'EC', kid },
  privateKey: sealed,
});
const establish = (seconds: number, ...keys: NewSigningKey[]): SigningKeysCommand => ({
  type: 'EstablishSigningKeys',
  context: context(seconds),
  service: 'tokens',
  keys,
});
const rotate = (seconds: number, ...keys: NewSigningKey[]): SigningKeysCommand => ({
  type: 'RotateSigningKeys',
  context: context(seconds),
  service: 'tokens',
  keys,
  publicationDelay: 60,
  longestTokenLife: 3600,
});

const { fold, run } = storyOf(signingKeysDecider);
const published = (kid: string, from: number, activeFrom: number, alg?: string) => ({
  type: 'SigningKeyPublished',
  service: 'tokens',
  ...key(kid, alg),
  publishedAt: at(from),
  activeFrom: at(activeFrom),
});
const retired = (kid: string, until: number) => ({
  type: 'SigningKeyRetired',
  kid,
  publishedUntil: at(until),
});

describe('the signing keys of a service', () => {
  it('start with keys that are used at once', () => {
    expect(run(establish(0, key('a'), key('b', 'PS256')))).toEqual([
      published('a', 0, 0),
      published('b', 0, 0, 'PS256'),
    ]);
  });

  it('are established once, however many processes start at once', () => {
    expect(run(establish(0, key('a')), establish(0, key('b')))).toEqual([published('a', 0, 0)]);
  });

  it('are published before they are used, and kept until the last thing they signed has expired', () => {
    expect(run(establish(0, key('a')), rotate(100, key('b'))).slice(1)).toEqual([
      published('b', 100, 160),
      retired('a', 3760),
    ]);
  });

  it('of another algorithm are left alone', () => {
    const events = run(establish(0, key('a'), key('p', 'PS256')), rotate(100, key('b')));
    expect(events.filter(({ type }) => type === 'SigningKeyRetired')).toEqual([retired('a', 3760)]);
  });

  it('of a new algorithm are used at once', () => {
    expect(run(establish(0, key('a')), rotate(100, key('e', 'EdDSA'))).slice(1)).toEqual([
      published('e', 100, 100, 'EdDSA'),
    ]);
  });

  it('retire once: a second rotation does not move the end of the first key', () => {
    const events = run(establish(0, key('a')), rotate(100, key('b')), rotate(110, key('c')));
    expect(events.slice(3)).toEqual([published('c', 110, 170), retired('b', 3770)]);
  });

  it('are forgotten by the first rotation after their end', () => {
    const events = run(establish(0, key('a')), rotate(100, key('b')), rotate(3760, key('c')));
    expect(fold(events).keys.map(({ kid }) => kid)).toEqual(['b', 'c']);
  });

  it('show neighbours their public halves and nothing else', () => {
    const state = fold(run(establish(0, key('a')), rotate(100, key('b'))));
    expect(publicSigningKeys(state)).toEqual({
      service: 'tokens',
      keys: [
        { kid: 'a', alg: 'ES256', jwk: { kty: 'EC', kid: 'a' }, activeFrom: at(0), publishedUntil: at(3760) },
        { kid: 'b', alg: 'ES256', jwk: { kty: 'EC', kid: 'b' }, activeFrom: at(160) },
      ],
    });
    const publication = signingKeys.publish!(state, retired('a', 3760) as SigningKeysEvent)!;
    expect(publication.detail).toEqual({ kid: 'a' });
    expect(publicationSchemas.validate('SigningKeyRetired', publication)).toEqual([]);
    expect(JSON.stringify(publication)).not.toMatch(/privateKey|sealed|wrapped|kek/);
  });

  it('change hands without a gap: at every moment exactly one signs, and what it signs verifies for an hour', () => {
    afterRotations(
      (seconds, number) => rotate(seconds, key(`k${number}`)),
      (commands, now) => {
        const { keys } = fold(run(establish(0, key('first')), ...commands));
        const signing = keys.filter((one) => useOf(one, keys, now) === 'active');
        expect(signing).toHaveLength(1);
        const end = signing[0]!.publishedUntil;
        expect(end === undefined || Date.parse(end) >= now.getTime() + 3_600_000).toBe(true);
      },
    );
  });
});

describe('the use of a key', () => {
  const keys = fold(run(establish(0, key('a')), rotate(100, key('b')))).keys;
  it.each([
    [100, 'active', 'pending', 'a'],
    [159, 'active', 'pending', 'a'],
    [160, 'retired', 'active', 'b'],
    [3759, 'retired', 'active', 'b'],
    [3760, 'expired', 'active', 'b'],
  ])('after %i seconds: the old is %s, the new is %s', (seconds, old, next, signs) => {
    const now = new Date(at(seconds));
    expect(keys.map((one) => useOf(one, keys, now))).toEqual([old, next]);
    expect(signingKeyAt(keys, 'ES256', now)?.kid).toBe(signs);
  });

  it('is the oldest while a clock is behind the first', () => {
    expect(signingKeyAt(keys, 'ES256', new Date(at(-5)))?.kid).toBe('a');
    expect(signingKeyAt(keys, 'PS256', new Date(at(0)))).toBeUndefined();
  });
});
