import { hash } from 'node:crypto';

/** What the hash chain of a stream covers of one event; `data` and `metadata` are RFC 8785 texts, as stored. */
export interface ChainedEvent {
  readonly id: string;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly recordedAt: string;
}

/** The chain before the first event of a stream. */
export const CHAIN_START: Uint8Array = new Uint8Array(32);

// What is hashed is put together here, as one call with all of it costs half of what a hash fed in parts does.
let covered = Buffer.allocUnsafe(4_096);

/** SHA-256 over the chain so far and the event in its RFC 8785 form. */
export const nextChain = (previous: Uint8Array, event: ChainedEvent): Buffer => {
  const text = canonicalEvent(event);
  const size = previous.length + text.length * 3;
  if (size > covered.length) covered = Buffer.allocUnsafe(size * 2);
  covered.set(previous);
  const end = previous.length + covered.write(text, previous.length);
  return hash('sha256', covered.subarray(0, end), 'buffer');
};

// RFC 8785 of an object whose members are sorted here, and two of which are canonical texts already.
const canonicalEvent = (event: ChainedEvent): string =>
  `{"data":${event.data},"id":${JSON.stringify(event.id)},"metadata":${event.metadata},` +
  `"recordedAt":${JSON.stringify(event.recordedAt)},"schemaVersion":${event.schemaVersion},` +
  `"stream":${JSON.stringify(event.stream)},"type":${JSON.stringify(event.type)},"version":${event.version}}`;
