import { randomFillSync, randomUUID } from 'node:crypto';

// The system is asked for randomness once for many: asking costs more than what is done with it. No byte is used twice,
// and none stays behind once it was used.
const pool = Buffer.alloc(4_096);
let used = pool.length;

/** Unguessable bytes as text: 128 bits unless said otherwise. */
export const randomText = (encoding: 'base64url' | 'hex', bytes = 16): string => {
  if (bytes > pool.length) throw new RangeError(`at most ${pool.length} bytes at once`);
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = pool.subarray(used, (used += bytes));
  const text = taken.toString(encoding);
  taken.fill(0);
  return text;
};

/** An unguessable id: 128 random bits by default, base64url. */
export const opaqueId = (bytes = 16): string => randomText('base64url', bytes);

export const uuid = (): string => randomUUID();
