import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

/** CPU time in seconds, user and system. */
export interface CpuSeconds {
  /** Node.js. */
  readonly server: number;
  /** PostgreSQL, all its processes. */
  readonly database: number;
}

/** `USER_HZ`: the kernel tells times in hundredths of a second on every platform that Linux has today. */
const TICKS_PER_SECOND = 100;

interface Entry {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  readonly seconds: number;
}

/** What processes and all their descendants have used so far; those that ended are counted by their parents. */
export const cpuOf = async (pids: readonly number[]): Promise<CpuSeconds> => {
  const all = await everyProcess();
  const tree = pids.flatMap((pid) => descendants(all, pid));
  const sum = (some: readonly Entry[]): number => some.reduce((total, { seconds }) => total + seconds, 0);
  const isDatabase = ({ name }: Entry): boolean => name === 'postgres';
  return {
    server: sum(tree.filter((entry) => !isDatabase(entry))),
    database: sum(tree.filter(isDatabase)),
  };
};

/** Resident memory of one process, bytes. */
export const residentMemory = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? NaN) * 1024;
};

/** Waits until processes and their descendants do next to nothing, so that what it still had to do is counted and disturbs nobody. */
export const untilIdle = async (pids: readonly number[], patienceMs = 30_000): Promise<void> => {
  const windowMs = 500;
  const deadline = performance.now() + patienceMs;
  let before = await totalOf(pids);
  while (performance.now() < deadline) {
    await pause(windowMs);
    const now = await totalOf(pids);
    if (now - before < 0.1 * (windowMs / 1000)) return;
    before = now;
  }
};

const totalOf = async (pids: readonly number[]): Promise<number> => {
  const { server, database } = await cpuOf(pids);
  return server + database;
};

const everyProcess = async (): Promise<readonly Entry[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')));
  return stats.filter((stat) => stat !== '').map(parse);
};

// proc_pid_stat(5): the name stands in parentheses and may hold anything; after it come state, parent, …
const parse = (stat: string): Entry => {
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0);
  return { pid: parseInt(stat, 10), parent: Number(fields[1]), name, seconds: ticks / TICKS_PER_SECOND };
};

const descendants = (all: readonly Entry[], pid: number): readonly Entry[] => {
  const own = all.filter((entry) => entry.pid === pid);
  const children = all.filter(({ parent }) => parent === pid);
  return [...own, ...children.flatMap((child) => descendants(all, child.pid))];
};
