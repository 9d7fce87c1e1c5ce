import { setTimeout as pause } from 'node:timers/promises';

/** How long to go on when the Seller cannot be reached, milliseconds. */
export interface Patience {
  readonly milliseconds: number;
}

export const patient: Patience = { milliseconds: 30_000 };

/** The Seller could not be reached, or said that it cannot answer now: the same request may be sent again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/**
 * Tries again while the Seller is away, with growing pauses. `attempt` must be safe to repeat: by an idempotency key,
 * or because it signs a new assertion every time.
 */
export const insist = async <T>(
  attempt: () => Promise<T>,
  { milliseconds }: Patience = patient,
): Promise<T> => {
  const until = Date.now() + milliseconds;
  for (let delay = 50; ; delay = Math.min(delay * 2, 1000)) {
    try {
      return await attempt();
    } catch (problem) {
      if (!isAway(problem) || Date.now() + delay > until) throw problem;
      await pause(delay);
    }
  }
};

/** Whether an error means that no answer came: the connection failed or broke, or the service is starting. */
export const isAway = (problem: unknown): boolean => {
  for (let cause = problem; cause instanceof Error; cause = cause.cause)
    if (cause instanceof Unreachable || isBroken(cause)) return true;
  return false;
};

// `fetch` tells of a failed or broken connection by a TypeError of these words.
const isBroken = (error: Error): boolean =>
  error instanceof TypeError && /fetch failed|terminated|network/i.test(error.message);
