import { setTimeout as pause } from 'node:timers/promises';
import type { Databases } from './databases.js';
import { compareWithAudit, parkedStreams, undelivered, unsequenced } from './public-events.js';

/** What has not had all its consequences yet. */
export interface Backlog {
  readonly unsequenced: number;
  readonly unread: number;
  readonly undelivered: number;
  readonly parked: number;
}

const backlog = async (databases: Databases): Promise<Backlog> => ({
  unsequenced: await unsequenced(databases),
  unread: (await compareWithAudit(databases)).missing.length,
  undelivered: await undelivered(databases),
  parked: (await parkedStreams(databases)).length,
});

const sizeOf = (one: Backlog): number => Object.values(one).reduce((sum: number, count) => sum + count, 0);

/** Milliseconds after which even what still moves is not waited for. */
const LONGEST = 1_800_000;

/** Waits until everything has had its consequences, for as long as something changes every `milliseconds`; answers what had not. */
export const settle = async (databases: Databases, milliseconds: number): Promise<Backlog> => {
  const end = performance.now() + LONGEST;
  let until = 0;
  let before = -1;
  let quiet = 0;
  for (;;) {
    const left = await backlog(databases);
    const size = sizeOf(left);
    // What a long outage held back takes its time, and grows first: a reader that catches up makes work for others.
    if (size !== before) until = performance.now() + milliseconds;
    before = size;
    // Twice in a row: what is delivered may be the cause of something new.
    quiet = size === 0 ? quiet + 1 : 0;
    if (quiet === 2 || performance.now() > Math.min(until, end)) return left;
    await pause(500);
  }
};
