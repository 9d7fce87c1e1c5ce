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

/** Waits until everything has had its consequences, for as long as less is left every `milliseconds`; answers what had not. */
export const settle = async (databases: Databases, milliseconds: number): Promise<Backlog> => {
  let until = performance.now() + milliseconds;
  let least = Infinity;
  let quiet = 0;
  for (;;) {
    const left = await backlog(databases);
    // What a long outage held back takes its time; what does not get less is stuck.
    const size = sizeOf(left);
    if (size < least) until = performance.now() + milliseconds;
    least = Math.min(least, size);
    // Twice in a row: what is delivered may be the cause of something new.
    quiet = size === 0 ? quiet + 1 : 0;
    if (quiet === 2 || performance.now() > until) return left;
    await pause(500);
  }
};
