import { isUnavailable } from '#event-sourcing';
import { pause } from '../pause.js';

/** Waits between attempts, milliseconds; after the last one the stream is parked. */
const waits = [50, 200, 750];

/** Tries a few times at once, since most failures pass; answers the error that did not. */
export const attempt = async (work: () => Promise<void>, signal: AbortSignal): Promise<unknown> => {
  for (let failures = 0; ; failures += 1) {
    try {
      await work();
      return undefined;
    } catch (error) {
      if (failures === waits.length || signal.aborted) return error ?? new Error('unknown');
      await pause(waits[failures]!, signal);
    }
  }
};

/** What is kept of an error for operators. */
export const describeError = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

/** The database is away or busy: no fault of the message, which is to be delivered again. */
export const isDatabaseAway = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code;
  return isUnavailable(error) || (typeof code === 'string' && /^(40|25P)/.test(code));
};
