import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const main = 'dist/apps/platform/src/cli/main.js';

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `assent` in a process of its own, with what it printed. */
export class StartedProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  private stdout = '';
  private stderr = '';

  constructor(words: readonly string[], variables: Record<string, string>, command = process.execPath) {
    const { npm_lifecycle_event: _event, ...inherited } = process.env;
    const argv = command === process.execPath ? [main, ...words] : [...words];
    this.child = spawn(command, argv, {
      env: { ...inherited, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (text) => (this.stdout += String(text)));
    this.child.stderr?.on('data', (text) => (this.stderr += String(text)));
    this.ended = once(this.child, 'close').then(([code, signal]) => ({
      code: code as number | null,
      signal: signal as NodeJS.Signals | null,
      stdout: this.stdout,
      stderr: this.stderr,
    }));
  }

  /** Waits until it has printed something. */
  async printed(expected: RegExp): Promise<void> {
    while (!expected.test(this.stdout)) {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.stdout}${this.stderr}`);
      await pause(20);
    }
  }

  /** Signals it, and gives how it ended and after how many milliseconds. */
  async stop(signal: NodeJS.Signals): Promise<Ended & { readonly after: number }> {
    const at = performance.now();
    this.child.kill(signal);
    return { ...(await this.ended), after: performance.now() - at };
  }
}

export const assent = (words: readonly string[], variables: Record<string, string>): Promise<Ended> =>
  new StartedProcess(words, variables).ended;

/** Throws when a process stays behind whose command line or environment names a folder; those on their way out have five seconds. */
export const requireNoProcessOf = async (folder: string): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await naming(folder)).length === 0) return;
    await pause(50);
  }
  throw new Error(`processes stayed behind: ${(await naming(folder)).join(', ')}`);
};

const naming = async (folder: string): Promise<readonly string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const texts = await Promise.all(pids.map((pid) => describe(pid)));
  return pids.filter((_pid, index) => texts[index]?.includes(folder));
};

const describe = async (pid: string): Promise<string> => {
  const read = (name: string): Promise<string> => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
  return (await read('cmdline')) + (await read('environ'));
};
