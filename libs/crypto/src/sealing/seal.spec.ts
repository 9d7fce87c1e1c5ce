import fc from 'fast-check';
import { KeyEncryptionKey } from './key-encryption-key.js';
import { SealedTokens } from './sealed-tokens.js';
import { newDataKey, seal, unseal } from './seal.js';
import { deriveKey } from './derive-key.js';
import { constantTimeEqual } from '../constant-time.js';
import { toBase64url } from '../base64url.js';

const key = newDataKey();

describe('a sealed value', () => {
  it('comes back as it was, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, aad) => {
        const json = JSON.parse(JSON.stringify(value)) as unknown;
        expect(unseal(key, aad, seal(key, aad, value))).toEqual(json);
      }),
    );
  });

  it('never looks the same twice', () => {
    expect(seal(key, 'intent-1', 'x')).not.toBe(seal(key, 'intent-1', 'x'));
  });

  it('cannot be moved to another stream, or opened with another key', () => {
    const text = seal(key, 'intent-1', { name: 'Ann' });
    expect(() => unseal(key, 'intent-2', text)).toThrow('not-authentic');
    expect(() => unseal(newDataKey(), 'intent-1', text)).toThrow('not-authentic');
  });

  it('has one spelling only, and no byte of it can be changed', () => {
    const text = seal(key, 'a', { amount: 1 });
    fc.assert(
      fc.property(
        fc.nat(text.length - 1),
        fc.constantFrom('A', 'z', '9', '-', '_', '+', '/', '=', ' ', '.'),
        (at, character) => {
          fc.pre(text[at] !== character);
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          expect(() => unseal(key, 'a', changed)).toThrow(/not-authentic|not-base64url/);
        },
      ),
    );
    expect(() => unseal(key, 'a', `${text}=`)).toThrow('not-base64url');
    expect(() => unseal(key, 'a', text.slice(0, 20))).toThrow('not-authentic');
    expect(() => unseal(key, 'a', '')).toThrow('not-authentic');
  });

  it('is not made of what JSON cannot hold', () => {
    expect(() => seal(key, 'a', undefined)).toThrow(TypeError);
  });
});

describe('the key-encryption key', () => {
  const [first, second] = [newDataKey(), newDataKey()];

  it('unwraps what it wrapped, and after a rotation what its predecessor wrapped', () => {
    const before = new KeyEncryptionKey(first);
    const after = new KeyEncryptionKey(second, first);
    expect(after.id).not.toBe(before.id);
    expect(Buffer.from(after.unwrap(before.wrap(key), before.id)).equals(key)).toBe(true);
    expect(Buffer.from(after.unwrap(after.wrap(key), after.id)).equals(key)).toBe(true);
  });

  it('says which key is missing, and finds a swapped id', () => {
    const before = new KeyEncryptionKey(first);
    const both = new KeyEncryptionKey(second, first);
    expect(() => new KeyEncryptionKey(second).unwrap(before.wrap(key), before.id)).toThrow(
      'unknown-key-encryption-key',
    );
    expect(() => both.unwrap(before.wrap(key), both.id)).toThrow('not-authentic');
  });

  it('is read from settings, the present one first', () => {
    const text = [second, first].map(toBase64url).join(', ');
    expect(KeyEncryptionKey.parse(text).id).toBe(new KeyEncryptionKey(second).id);
    expect(() => KeyEncryptionKey.parse('short')).toThrow('43 base64url characters');
    expect(() => KeyEncryptionKey.parse('')).toThrow('43 base64url characters');
    expect(() => new KeyEncryptionKey(new Uint8Array(16))).toThrow('32 bytes');
  });
});

describe('a sealed token', () => {
  const codes = new SealedTokens<{ id: string }>(key, 'authorization-code');
  const now = new Date('2026-01-01T00:00:00Z');
  const inAMinute = new Date('2026-01-01T00:01:00Z');

  it('opens until it expires', () => {
    const token = codes.seal({ id: 'a' }, inAMinute);
    expect(codes.open(token, now)).toEqual({ id: 'a' });
    expect(() => codes.open(token, inAMinute)).toThrow('expired');
  });

  it('is of no use for another purpose', () => {
    const token = codes.seal({ id: 'a' }, inAMinute);
    expect(() => new SealedTokens(key, 'cursor').open(token, now)).toThrow('not-authentic');
  });

  it('is refused undecoded when it is too long', () => {
    expect(() => codes.open('A'.repeat(8193), now)).toThrow('oversized');
  });

  it('survives no text that is not its own', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => codes.open(text, now)).toThrow(/not-authentic|not-base64url/);
      }),
    );
  });
});

describe('derived keys and comparison', () => {
  it('differ by purpose and secret, and are stable', () => {
    const secret = new Uint8Array(32).fill(7);
    expect(deriveKey(secret, 'a')).toEqual(deriveKey(secret, 'a'));
    expect(deriveKey(secret, 'a')).not.toEqual(deriveKey(secret, 'b'));
    expect(deriveKey(secret, 'a')).not.toEqual(deriveKey(new Uint8Array(32).fill(8), 'a'));
    expect(() => deriveKey(new Uint8Array(16), 'a')).toThrow('at least 32 bytes');
  });

  it('compares strings of any length', () => {
    expect(constantTimeEqual('abc', 'abc')).toBe(true);
    expect(constantTimeEqual('abc', 'abd')).toBe(false);
    expect(constantTimeEqual('abc', 'abcd')).toBe(false);
  });
});
