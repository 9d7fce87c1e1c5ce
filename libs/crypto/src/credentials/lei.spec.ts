import fc from 'fast-check';
import { isLei, leiCheckDigits } from './lei.js';

describe('a Legal Entity Identifier (ISO 17442)', () => {
  it('has the check digits of ISO 7064 MOD 97-10', () => {
    expect(isLei('5493001KJTIIGC8Y1R12')).toBe(true);
    expect(leiCheckDigits('5493001KJTIIGC8Y1R')).toBe('12');
  });

  const characters = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split(''));
  const eighteen = fc.array(characters, { minLength: 18, maxLength: 18 }).map((list) => list.join(''));

  it('is good with its own check digits, whatever it is made of', () => {
    const property = fc.property(eighteen, (first) => isLei(first + leiCheckDigits(first)));
    expect(() => fc.assert(property)).not.toThrow();
  });

  // A letter counts as two digits, so one in the place of a digit moves all before it, and may come out right by chance.
  it('is bad when one letter is another, or one digit', () => {
    const isDigit = (text: string) => /\d/.test(text);
    const property = fc.property(eighteen, fc.nat(17), characters, (first, at, other) => {
      fc.pre(first[at] !== other && isDigit(first[at]!) === isDigit(other));
      const changed = first.slice(0, at) + other + first.slice(at + 1);
      return !isLei(changed + leiCheckDigits(first));
    });
    expect(() => fc.assert(property)).not.toThrow();
  });

  it.each([
    '',
    '5493001kjtiigc8y1r12',
    '5493001KJTIIGC8Y1R1',
    '5493001KJTIIGC8Y1R123',
    ' 493001KJTIIGC8Y1R12',
    // ISO 7064: 97 more or less gives the same remainder, and only 02 to 98 are ever written
    '00000000000000009701',
    '00000000000000006500',
    '00000000000000003299',
  ])('is not “%s”', (text) => expect(isLei(text)).toBe(false));
});
