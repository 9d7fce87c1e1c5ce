import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const reference = canonicalize as unknown as (value: unknown) => string | undefined;

/** What a function gives, or the kind of its error. */
const outcome = (work: () => unknown): unknown => {
  try {
    return work() ?? 'nothing';
  } catch (error) {
    return error instanceof TypeError ? 'TypeError' : 'Error';
  }
};

const circular: unknown[] = [];
circular.push(circular);

const hostile: readonly (readonly [name: string, value: unknown])[] = [
  ['names like indices', { 10: 1, 9: 2, a: 3, '-1': 4 }],
  ['names in UTF-16 order, not in that of code points', { '\u{1f600}': 1, '\ufb33': 2, '\u20ac': 3 }],
  ['names to escape', { 'a"b': 1, 'a\\b': 2, '\u0000': 3, '\u2028': 4, '': 5 }],
  ['lone surrogates', { '\ud800': '\udc00\ud800', pair: '\ud83d\ude00' }],
  ['controls', '\b\f\n\r\t\u0001\u001f\u007f'],
  ['minus zero', [-0, 0]],
  ['numbers at their limits', [1e21, 1e-7, 5e-324, 1.797_693_134_862_315_7e308, 2 ** 53 + 2]],
  ['undefined and symbols', { a: undefined, b: Symbol('b'), c: [undefined, Symbol('c'), null] }],
  ['a hole', [1, , 2]], // oxlint-disable-line no-sparse-arrays -- that is what is tried
  ['dates, and other things with toJSON', { at: new Date(0), own: { toJSON: () => ({ z: 1, a: 2 }) } }],
  ['toJSON that is data', { toJSON: 'text', list: [{ toJSON: null }] }],
  ['toJSON of an array', Object.assign([1], { toJSON: () => 'array' })],
  ['inherited members', Object.create({ inherited: 1 }) as object],
  ['__proto__ as a member', JSON.parse('{"__proto__":{"a":1},"b":2}')],
  ['boxed values, maps and bytes', [Object('text'), Object(1), new Map([[1, 2]]), new Uint8Array([1, 2])]],
  ['functions', { f: () => 1 }],
  ['not a number', { a: [Number.NaN] }],
  ['infinity', [Number.POSITIVE_INFINITY]],
  ['a big integer', { a: 1n }],
  ['nothing', undefined],
];

describe('RFC 8785', () => {
  it.each(hostile)('serializes %s as the reference does', (_, value) => {
    const expected = outcome(() => reference(value));
    expect(outcome(() => canonicalJson(value))).toEqual(expected === 'nothing' ? 'TypeError' : expected);
  });

  it('serializes whatever JSON can hold as the reference does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary', maxDepth: 5 }), (value) => {
        expect(canonicalJson(value)).toBe(reference(value));
      }),
      { numRuns: 500 },
    );
  });

  it('serializes whatever else a program can hold as the reference does', () => {
    const values = fc.anything({
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withSparseArray: true,
      withTypedArray: true,
      withBigInt: true,
      withUnicodeString: true,
      maxDepth: 4,
    });
    fc.assert(
      fc.property(values, (value) => {
        const expected = outcome(() => reference(value));
        expect(outcome(() => canonicalJson(value))).toEqual(expected === 'nothing' ? 'TypeError' : expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives up on a circle', () => {
    expect(() => canonicalJson(circular)).toThrow(RangeError);
  });
});
