import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const given = new Set<number>();

/**
 * A free port on loopback that stays free for who asked: below the range from which connections going out get theirs,
 * and never given twice by this process.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + randomInt(10_000);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
};

/** Whether nothing listens on a port of this machine. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const probe = createServer().once('error', () => answer(false));
    probe.listen(port, 'localhost', () => probe.close(() => answer(true)));
  });
