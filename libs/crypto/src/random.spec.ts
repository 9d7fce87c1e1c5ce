import { opaqueId, randomText } from './random.js';

describe('random texts', () => {
  it('are as long as was asked for, and never the same', () => {
    const ids = Array.from({ length: 2_000 }, () => opaqueId());
    expect(new Set(ids).size).toBe(2_000);
    for (const id of ids) expect(id).toMatch(/^[\w-]{22}$/);
    expect(randomText('hex', 8)).toMatch(/^[0-9a-f]{16}$/);
    expect(Buffer.from(opaqueId(4_096), 'base64url')).toHaveLength(4_096);
    expect(() => opaqueId(4_097)).toThrow(RangeError);
  });

  it('use every bit, also where the store of bytes is filled anew', () => {
    const bytes = Array.from({ length: 500 }, () => Buffer.from(opaqueId(30), 'base64url'));
    for (let at = 0; at < 30; at += 1) {
      const column = bytes.map((one) => one[at]!);
      expect(column.reduce((all, byte) => all | byte)).toBe(0xff);
      expect(column.reduce((all, byte) => all & byte)).toBe(0);
    }
  });
});
