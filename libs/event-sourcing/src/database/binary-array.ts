/**
 * Arrays as parameters in PostgreSQL's binary format (`array_send`): nothing is escaped here, and nothing parsed there.
 * The driver sends a Buffer as it is, marked as binary.
 */

const oids = { bytea: 17, int4: 23, text: 25, json: 114, timestamptz: 1184, uuid: 2950 } as const;

/** PostgreSQL counts time from 2000-01-01, in microseconds. */
const EPOCH_MS = 946_684_800_000;
const NULL = -1;
const HEADER = 20;

// All is written here first, as nobody knows its size before; grows to the largest batch there was.
let scratch = Buffer.allocUnsafe(64 * 1024);

const room = (position: number, size: number): void => {
  if (position + size <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, position + size));
  scratch.copy(larger, 0, 0, position);
  scratch = larger;
};

/** Writes one value at a position, and answers how long it is. */
type Write<T> = (value: T, position: number) => number;

const arrayOf =
  <T>(type: keyof typeof oids, write: Write<T>) =>
  <Row>(rows: readonly Row[], pick: (row: Row) => T | null): Buffer => {
    let position = HEADER;
    for (const row of rows) {
      const value = pick(row);
      room(position, 4);
      const size = value === null ? NULL : write(value, position + 4);
      scratch.writeInt32BE(size, position);
      position += 4 + Math.max(size, 0);
    }
    return Buffer.concat([header(oids[type], rows.length), scratch.subarray(HEADER, position)]);
  };

/** Dimensions (none when empty), whether there may be nulls, type, length, first index. */
const header = (oid: number, length: number): Buffer => {
  const bytes = Buffer.alloc(length === 0 ? 12 : HEADER);
  bytes.writeInt32BE(length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(1, 4);
  bytes.writeInt32BE(oid, 8);
  if (length > 0) {
    bytes.writeInt32BE(length, 12);
    bytes.writeInt32BE(1, 16);
  }
  return bytes;
};

const writeText: Write<string> = (value, position) => {
  room(position, value.length * 3);
  return scratch.write(value, position);
};

const writeBytes: Write<Uint8Array> = (value, position) => {
  room(position, value.length);
  scratch.set(value, position);
  return value.length;
};

const writeInteger: Write<number> = (value, position) => {
  room(position, 4);
  return scratch.writeInt32BE(value, position) - position;
};

const writeUuid: Write<string> = (value, position) => {
  room(position, 16);
  return scratch.write(value.replaceAll('-', ''), position, 16, 'hex');
};

const writeTime: Write<string> = (value, position) => {
  room(position, 8);
  return scratch.writeBigInt64BE(BigInt(Date.parse(value) - EPOCH_MS) * 1_000n, position) - position;
};

/** A parameter of type `text[]`: what is picked of each row. */
export const textArray = arrayOf('text', writeText);
/** A parameter of type `json[]`, of JSON texts. */
export const jsonArray = arrayOf('json', writeText);
/** A parameter of type `bytea[]`. */
export const byteaArray = arrayOf('bytea', writeBytes);
/** A parameter of type `int[]`. */
export const integerArray = arrayOf('int4', writeInteger);
/** A parameter of type `uuid[]`. */
export const uuidArray = arrayOf('uuid', writeUuid);
/** A parameter of type `timestamptz[]`, of RFC 3339 texts with milliseconds at most. Throws a RangeError for other texts. */
export const timeArray = arrayOf('timestamptz', writeTime);
