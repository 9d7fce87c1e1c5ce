import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { html, parseForm, parseStrictJson, singleValued } from '../index.js';

const outcome = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error.reason;
    throw error;
  }
};

describe('strict JSON', () => {
  const plain = fc.jsonValue({ noUnicodeString: false, maxDepth: 8 });

  it('reads what JSON.parse reads, or refuses it: nothing else is ever thrown', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const text = JSON.stringify(value);
        const read = outcome(() => parseStrictJson(text));
        expect([JSON.parse(text), 'malformed-json']).toContainEqual(read);
      }),
    );
  });

  it('refuses, and never throws otherwise, on any text', () => {
    const read = (text: string) => outcome(() => parseStrictJson(text));
    const texts = fc.property(fc.string({ unit: 'binary' }), (text) => void read(text));
    expect(() => fc.assert(texts)).not.toThrow();
  });

  it('finds a doubled member at any depth, however its name is written (RFC 7493 §2.3)', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), fc.nat(10), (name, depth) => {
        const escaped = `\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}`;
        const inner = `{"${name}":1,"x y":"}{\\"${name}\\":","${escaped}":2}`;
        const text = '[{"a":'.repeat(depth) + inner + '}]'.repeat(depth);
        expect(outcome(() => parseStrictJson(text))).toBe('malformed-json');
      }),
    );
  });

  it('lets one name stand in several objects', () => {
    expect(parseStrictJson('[{"a":{"a":1}},{"a":"\\"a\\":"}]')).toEqual([{ a: { a: 1 } }, { a: '"a":' }]);
  });
});

describe('forms', () => {
  it('come back as they were sent', () => {
    const pair = fc.tuple(fc.string({ minLength: 1 }), fc.string());
    fc.assert(
      fc.property(fc.uniqueArray(pair, { selector: ([name]) => name, maxLength: 20 }), (pairs) => {
        fc.pre(!pairs.some(([name, value]) => name === '__proto__' || /\0/.test(name + value)));
        const form = parseForm(new URLSearchParams(pairs).toString());
        expect(singleValued(form)).toEqual(Object.fromEntries(pairs));
      }),
    );
  });

  it('are refused, never half-read, on any text', () => {
    const read = (text: string) => outcome(() => parseForm(text));
    expect(() =>
      fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text))),
    ).not.toThrow();
  });

  it('name the parameter that is doubled, but nothing that is not a name', () => {
    const refusal = (query: string): unknown => {
      try {
        return singleValued(parseForm(query));
      } catch (error) {
        return (error as Refused).detail;
      }
    };
    expect(refusal('state=1&state=2')).toEqual({ parameter: 'state' });
    expect(refusal('%3Cb%3E=1&%3Cb%3E=2')).toEqual({ parameter: 'parameter' });
  });
});

describe('html', () => {
  it('escapes whatever is put into it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`${text}`.toString()).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
      }),
    );
  });

  it('joins lists, keeps markup, and leaves out what is not there', () => {
    const items = ['a', '<b>'].map((name) => html`<i>${name}</i>`);
    expect(html`<p>${items}${false}${undefined}</p>`.toString()).toBe('<p><i>a</i><i>&lt;b&gt;</i></p>');
  });
});
