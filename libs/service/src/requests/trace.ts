import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** How one request is told apart and followed through services (W3C Trace Context). */
export interface Trace {
  /** The trace-id: 32 hex digits. */
  readonly correlationId: string;
  /** Header value that caused requests carry on. */
  readonly traceparent: string;
}

const storage = new AsyncLocalStorage<Trace>();

export const currentTrace = (): Trace | undefined => storage.getStore();

/** Runs work, and all it starts, within a trace. */
export const withTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

export const newTrace = (correlationId = randomBytes(16).toString('hex')): Trace => ({
  correlationId,
  traceparent: `00-${correlationId}-${randomBytes(8).toString('hex')}-01`,
});

// Trace Context §3.2.2: version ff and all-zero ids are invalid; an invalid header starts a new trace.
const sent = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-|$)/;

/** Goes on with the trace of a `traceparent` header, or starts one. */
export const traceFrom = (header: unknown): Trace =>
  newTrace(typeof header === 'string' ? sent.exec(header)?.[1] : undefined);
