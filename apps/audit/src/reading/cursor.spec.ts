import fc from 'fast-check';
import { Refused } from '#event-sourcing';
import { beginning, cursorOf, placeAt, rowAt } from './cursor.js';

describe('cursors', () => {
  it('lead back to the place they were made of', () => {
    const place = ['2026-01-01T00:00:00.123Z', 'intents', 42] as const;
    expect(placeAt(cursorOf(place))).toEqual(place);
    expect(rowAt(cursorOf(['2026-01-01T00:00:00.123Z', 'urn:assent:intent:x']))).toEqual([
      '2026-01-01T00:00:00.123Z',
      'urn:assent:intent:x',
    ]);
    expect(placeAt(undefined)).toEqual(beginning);
  });

  it('are refused when nobody made them', () => {
    const isPlaceOrRefusal = (text: string): boolean => {
      try {
        return typeof placeAt(text)[1] === 'string';
      } catch (error) {
        return error instanceof Refused && error.reason === 'invalid-cursor';
      }
    };
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        isPlaceOrRefusal,
      ),
    );
    for (const place of [
      [],
      ['x', 'intents', 1],
      ['2026-01-01T00:00:00Z', "';--", 1],
      ['2026-01-01T00:00:00Z', 'a', 1, 2],
    ])
      expect(() => placeAt(cursorOf(place))).toThrow('invalid-cursor');
    expect(() => rowAt(cursorOf(['2026-01-01T00:00:00Z', 'a\u0000']))).toThrow('invalid-cursor');
  });
});
