import { randomFillSync } from 'node:crypto';

const SIZE = 16;
// The system is asked for randomness once for many; no byte is used twice.
const pool = Buffer.alloc(256 * SIZE);
let used = pool.length;

/** A UUID that sorts by time (RFC 9562 §5.7), so that new events land together in their index. */
export const uuidV7 = (at: Date): string => {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, (used += SIZE));
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
