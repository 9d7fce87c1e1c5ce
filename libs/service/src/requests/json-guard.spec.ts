import { parseStrictJson } from './json-guard.js';

const refused = (problem: string) =>
  expect.objectContaining({ reason: 'malformed-json', detail: { problem } });
const problemOf = (text: string): unknown => {
  try {
    return parseStrictJson(text);
  } catch (error) {
    return error;
  }
};
const times = (count: number, text: string): string => text.repeat(count);

describe('JSON that others send (RFC 8259, RFC 7493)', () => {
  it.each([
    ['{"a":[1,{"a":2}],"b":{"a":"{\\"a\\":1,\\"a\\":2}"}}'],
    ['["a","a",{"x":"]"},"{,}"]'],
    ['{"\\u0061":1,"\\\\u0061":2,"":3}'],
    ['1e308'],
    [`${times(32, '[')}${times(32, ']')}`],
  ])('takes %s as it stands', (text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['{"a":1,"a":2}', 'a member is there twice'],
    ['{"a":1,"\\u0061":2}', 'a member is there twice'],
    ['{"b":{"a":[],"c":",","a":{}}}', 'a member is there twice'],
    ['[{"a":1},{"a":1,"b":{},"a":2}]', 'a member is there twice'],
    ['{"__proto__":1}', 'a member name is not allowed'],
    ['[{"\\u005f_proto__":1}]', 'a member name is not allowed'],
    ['{"a":{"constructor":{}}}', 'a member name is not allowed'],
    ['{"a":1e400}', 'a number is too large'],
    ['[-1e309]', 'a number is too large'],
    ['{"a":"\\u0000"}', 'a character is not allowed'],
    ['{"\\ud800":1}', 'a character is not allowed'],
    [`${times(33, '[')}${times(33, ']')}`, 'deeper than 32 levels'],
    ['{"a":1', 'not JSON'],
    ['{"a\\', 'not JSON'],
    ['{"\\x":1}', 'not JSON'],
    ['}]{', 'not JSON'],
  ])('refuses %s: %s', (text, problem) => {
    expect(problemOf(text)).toEqual(refused(problem));
  });

  it('spends next to no time on the longest bodies there may be, before anyone is asked who they are', () => {
    const started = performance.now();
    for (const [text, problem] of [
      [times(250_000, '[') + times(250_000, ']'), 'deeper than 32 levels'],
      [`[${times(170_000, '{},')}{}]`, 'more than 30000 values'],
      [`[${times(250_000, '0,')}0]`, 'more than 30000 values'],
      [`{"a":"${times(250_000, '\\"')}`, 'not JSON'],
    ] as const)
      expect(problemOf(text)).toEqual(refused(problem));
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
