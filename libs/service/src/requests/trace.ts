import { AsyncLocalStorage } from 'node:async_hooks';
import { randomText } from '#crypto';

/** How one request is told apart and followed through services (W3C Trace Context). */
export interface Trace {
  /** The trace-id: 32 hex digits. */
  readonly correlationId: string;
  /** Header value that caused requests carry on: the trace, and the span in which this work is done. */
  readonly traceparent: string;
}

const storage = new AsyncLocalStorage<Trace>();

export const currentTrace = (): Trace | undefined => storage.getStore();

/** Runs work, and all it starts, within a trace. */
export const withTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

export const newTrace = (correlationId = randomText('hex')): Trace => ({
  correlationId,
  traceparent: `00-${correlationId}-${randomText('hex', 8)}-01`,
});

/** The parts of a `traceparent`. */
export interface SpanPlace {
  readonly traceId: string;
  readonly spanId: string;
  /** Bit 0: whoever is before us records this trace. */
  readonly traceFlags: number;
}

// Trace Context §3.2.2: version ff and all-zero ids are invalid, and what a later version adds comes after a hyphen.
const sent = /^(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** Undefined for anything that is no `traceparent`: it is ignored, and a new trace begins. */
export const parseTraceparent = (header: unknown): SpanPlace | undefined => {
  const [, version, traceId, spanId, flags, rest] = (typeof header === 'string' && sent.exec(header)) || [];
  if (!traceId || !spanId || !flags || (version === '00' && rest !== '')) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1 };
};

/** As it is sent by us: version 00, of the flags the sampled one alone. */
export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanPlace): string =>
  `00-${traceId}-${spanId}-0${traceFlags & 1}`;

/** Goes on with the trace of a `traceparent` header, or starts one. */
export const traceFrom = (header: unknown): Trace => {
  const place = parseTraceparent(header);
  return place ? { correlationId: place.traceId, traceparent: traceparentOf(place) } : newTrace();
};
