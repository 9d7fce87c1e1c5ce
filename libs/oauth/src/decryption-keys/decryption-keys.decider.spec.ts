import { afterRotations, at, context, sealed, storyOf } from '../keys.fixture.js';
import { decryptionUseOf, publishedKeyAt } from './decryption-key-use.js';
import {
  type DecryptionKeysCommand,
  decryptionKeysDecider,
  type NewDecryptionKey,
} from './decryption-keys.decider.js';

const key = (kid: string, keyType: 'RSA' | 'P-256' = 'RSA'): NewDecryptionKey => ({
  kid,
  keyType,
  jwk: { kty: 'RSA', kid },
  privateKey: sealed,
});
const establish = (seconds: number, ...keys: NewDecryptionKey[]): DecryptionKeysCommand => ({
  type: 'EstablishDecryptionKeys',
  context: context(seconds),
  service: 'authorization',
  keys,
});
const rotate = (seconds: number, ...keys: NewDecryptionKey[]): DecryptionKeysCommand => ({
  type: 'RotateDecryptionKeys',
  context: context(seconds),
  service: 'authorization',
  keys,
  publicationDelay: 60,
  overlap: 3660,
});

const { fold, run } = storyOf(decryptionKeysDecider);
const made = (kid: string, from: number, publishedFrom: number, keyType?: 'P-256') => ({
  type: 'DecryptionKeyMade',
  service: 'authorization',
  ...key(kid, keyType),
  madeAt: at(from),
  publishedFrom: at(publishedFrom),
});
const replaced = (kid: string, until: number) => ({
  type: 'DecryptionKeyReplaced',
  kid,
  decryptsUntil: at(until),
});

describe('the keys that others encrypt to', () => {
  it('are published at once when they are the first, and made once, however many processes start', () => {
    expect(run(establish(0, key('a'), key('e', 'P-256')), establish(0, key('b')))).toEqual([
      made('a', 0, 0),
      made('e', 0, 0, 'P-256'),
    ]);
  });

  it('are replaced after a delay, and read on for the overlap; those of another type are left alone', () => {
    const events = run(establish(0, key('a'), key('e', 'P-256')), rotate(100, key('b')));
    expect(events.slice(2)).toEqual([made('b', 100, 160), replaced('a', 3820)]);
  });

  it('are replaced once: a second rotation does not move the end of the first key', () => {
    const events = run(establish(0, key('a')), rotate(100, key('b')), rotate(110, key('c')));
    expect(events.slice(3)).toEqual([made('c', 110, 170), replaced('b', 3830)]);
  });

  it('are forgotten by the first rotation after their end', () => {
    const events = run(establish(0, key('a')), rotate(100, key('b')), rotate(3820, key('c')));
    expect(fold(events).keys.map(({ kid }) => kid)).toEqual(['b', 'c']);
  });

  it.each([
    [100, 'active', 'pending', 'a'],
    [159, 'active', 'pending', 'a'],
    [160, 'retired', 'active', 'b'],
    [3819, 'retired', 'active', 'b'],
    [3820, 'expired', 'active', 'b'],
  ])('after %i seconds: the old is %s, the new is %s', (seconds, old, next, published) => {
    const { keys } = fold(run(establish(0, key('a')), rotate(100, key('b'))));
    const now = new Date(at(seconds));
    expect(keys.map((one) => decryptionUseOf(one, keys, now))).toEqual([old, next]);
    expect(publishedKeyAt(keys, 'RSA', now)?.kid).toBe(published);
  });

  it('change without a gap: one is published at every moment, and what was encrypted to it is read for an hour', () => {
    afterRotations(
      (seconds, number) => rotate(seconds, key(`k${number}`)),
      (commands, now) => {
        const { keys } = fold(run(establish(0, key('first')), ...commands));
        const published = keys.filter((one) => decryptionUseOf(one, keys, now) === 'active');
        expect(published).toHaveLength(1);
        const hence = new Date(now.getTime() + 3_600_000);
        expect(decryptionUseOf(published[0]!, keys, hence)).not.toBe('expired');
      },
    );
  });
});
