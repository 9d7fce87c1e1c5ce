import { readdirSync, readFileSync } from 'node:fs';

/** CPU seconds since the meter was read last. */
export interface CpuSeconds {
  readonly node: number;
  readonly postgres: number;
}

/** Ticks of a process in /proc, a hundred a second. */
const HZ = 100;

/** Reads what this process, and a PostgreSQL server with all of its processes, have used of the CPU. */
export class CpuMeter {
  private last: CpuSeconds;

  /** `pid` is the server's first process. */
  constructor(private readonly pid: number) {
    this.last = this.now();
  }

  read(): CpuSeconds {
    const before = this.last;
    this.last = this.now();
    return { node: this.last.node - before.node, postgres: this.last.postgres - before.postgres };
  }

  private now(): CpuSeconds {
    const { user, system } = process.cpuUsage();
    return { node: (user + system) / 1e6, postgres: serverTicks(this.pid) / HZ };
  }
}

const serverTicks = (pid: number): number => {
  const server = statOf(pid);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => statOf(Number(name)))
    .filter((stat) => stat?.parent === pid);
  // Of processes that have ended, the first one keeps the sum.
  return (
    (server ? server.own + server.ended : 0) + children.reduce((sum, child) => sum + (child?.own ?? 0), 0)
  );
};

const statOf = (
  pid: number,
): { readonly parent: number; readonly own: number; readonly ended: number } | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in brackets, may hold anything; fields are counted after it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = (index: number): number => Number(fields[index]);
    return { parent: ticks(1), own: ticks(11) + ticks(12), ended: ticks(13) + ticks(14) };
  } catch {
    return undefined;
  }
};
