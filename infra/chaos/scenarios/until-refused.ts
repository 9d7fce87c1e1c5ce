import { setTimeout as pause } from 'node:timers/promises';
import { flow } from '#testing';

/** A request that is let through for as long as its tokens are good. */
export interface Probe {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  readonly body?: object;
}

/** Milliseconds after which a process that still lets the request through will do so for ever. */
const AFTER = 10_000;
const EVERY = 5;

/**
 * Asks every process again and again, revokes once each has let the request through (and has everything in memory), and
 * tells how many milliseconds after the answer to the revocation the last of them refused for the first time. Throws
 * when a process refused before, or goes on letting the request through.
 */
export const untilRefused = async (
  probes: readonly Probe[],
  revoke: () => Promise<void>,
): Promise<number> => {
  const asked = probes.map(({ method, url, ...request }): Asked => ({
    name: `${method} ${url}`,
    isRefused: async () => (await flow.call(method, url, request)).status === 401,
    after: AFTER,
    every: EVERY,
  }));
  return Math.max(0, ...(await timesUntilRefused(asked, revoke)));
};

/** Something that is let through until it is refused. */
export interface Asked {
  readonly name: string;
  readonly isRefused: () => Promise<boolean>;
  /** Milliseconds: from the revocation, when it counts as never refused; and between two tries. */
  readonly after: number;
  readonly every: number;
}

/** The same for anything that may be asked, with the milliseconds of each. */
export const timesUntilRefused = async (
  all: readonly Asked[],
  revoke: () => Promise<void>,
): Promise<readonly number[]> => {
  let revoked = Infinity;
  const asked = all.map((one) => ask(one, () => revoked));
  const refusals = Promise.all(asked.map(({ refused }) => refused));
  await Promise.race([Promise.all(asked.map(({ letThrough }) => letThrough)), refusals]);
  await revoke();
  revoked = performance.now();
  return (await refusals).map((refused) => Math.max(0, refused - revoked));
};

interface Watched {
  readonly letThrough: Promise<void>;
  /** When it was refused for the first time, on the clock of `performance`. */
  readonly refused: Promise<number>;
}

const ask = (one: Asked, revokedAt: () => number): Watched => {
  let letThrough: () => void = () => undefined;
  const first = new Promise<void>((resolve) => (letThrough = resolve));
  return { letThrough: first, refused: firstRefusal(one, revokedAt, letThrough) };
};

const firstRefusal = async (
  { name, isRefused, after, every }: Asked,
  revokedAt: () => number,
  letThrough: () => void,
): Promise<number> => {
  for (let tries = 1; ; tries += 1) {
    const refused = await isRefused();
    const now = performance.now();
    if (refused && tries === 1) throw new Error(`${name} was never let through`);
    if (refused) return now;
    if (now - revokedAt() > after) throw new Error(`${name} is let through for ever`);
    letThrough();
    await pause(every);
  }
};
