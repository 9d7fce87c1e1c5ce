import { promisify } from 'node:util';
import { constants, deflate, inflateSync, type ZlibOptions } from 'node:zlib';
import { fromBase64url, toBase64url } from '../base64url.js';
import { trust, Untrusted } from '../untrusted.js';

/** Bits that the status of one credential takes (Token Status List §4.1). */
export type StatusBits = 1 | 2 | 4 | 8;

/** Status values of Token Status List §7.1; others are for registration, or an application's own. */
export const statusValues = { VALID: 0, INVALID: 1, SUSPENDED: 2 } as const;

/** The name of a status. */
export type StatusName = keyof typeof statusValues;

/** Bytes that a list may have when it is inflated: 2^20 entries of 8 bits. What would be more was never an honest list. */
export const STATUS_LIST_MAX_BYTES = 1_048_576;

/** The statuses of many credentials, packed from the least significant bit of each byte (Token Status List §4.1). */
export class StatusList {
  private constructor(
    readonly bits: StatusBits,
    private readonly bytes: Uint8Array,
  ) {}

  /** A list of so many entries, all VALID. Throws a RangeError for more than fit. */
  static ofSize(bits: StatusBits, entries: number): StatusList {
    const size = Math.ceil((entries * bits) / 8);
    if (!(entries > 0) || size > STATUS_LIST_MAX_BYTES) throw new RangeError('the list is too large');
    return new StatusList(bits, new Uint8Array(size));
  }

  /** Reads the `status_list` member of a token. Throws `Untrusted('status-list-malformed' | 'status-list-oversized')`. */
  static decode(bits: unknown, lst: unknown): StatusList {
    trust(bits === 1 || bits === 2 || bits === 4 || bits === 8, 'status-list-malformed');
    trust(typeof lst === 'string', 'status-list-malformed');
    return new StatusList(bits, inflate(lst));
  }

  /** The `status_list` member of a token: DEFLATE in the ZLIB format, at the highest level, which takes a while and is done elsewhere. */
  async encode(): Promise<{ readonly bits: StatusBits; readonly lst: string }> {
    const compressed = await deflateElsewhere(this.bytes, { level: constants.Z_BEST_COMPRESSION });
    return { bits: this.bits, lst: toBase64url(compressed) };
  }

  get entries(): number {
    return (this.bytes.length * 8) / this.bits;
  }

  /** The value at an index. Throws `Untrusted('status-out-of-range')` (§8.3). */
  get(index: number): number {
    const { byte, shift, mask } = this.locate(index);
    return (this.bytes[byte]! >> shift) & mask;
  }

  /** Sets the value at an index. Throws `Untrusted('status-out-of-range')`, and a RangeError for a value that needs more bits. */
  set(index: number, value: number): void {
    const { byte, shift, mask } = this.locate(index);
    if (value < 0 || value > mask) throw new RangeError('the value needs more bits');
    this.bytes[byte] = (this.bytes[byte]! & ~(mask << shift)) | (value << shift);
  }

  private locate(index: number) {
    trust(Number.isSafeInteger(index) && index >= 0 && index < this.entries, 'status-out-of-range');
    const place = index * this.bits;
    return { byte: Math.floor(place / 8), shift: place % 8, mask: (1 << this.bits) - 1 };
  }
}

const deflateElsewhere = promisify<Uint8Array, ZlibOptions, Buffer>(deflate);

const inflate = (lst: string): Uint8Array => {
  const compressed = fromBase64url(lst);
  try {
    const bytes = inflateSync(compressed, { maxOutputLength: STATUS_LIST_MAX_BYTES });
    trust(bytes.length > 0, 'status-list-malformed');
    return bytes;
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new Untrusted(tooLarge ? 'status-list-oversized' : 'status-list-malformed');
  }
};
