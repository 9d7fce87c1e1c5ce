import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parentVariable } from './parent.js';

/** Folder of the checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

const watchParent = new URL('./watch-parent.js', import.meta.url).href;
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 8_000;

export interface Program {
  /** Path of the compiled program, from the checkout. */
  readonly path: string;
  /** Its arguments; none unless given. */
  readonly words?: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
  /** Answers 2xx once the program does its work. */
  readonly readyUrl: string;
  readonly output: (line: string) => void;
}

/** A Node program as a process that can be started again and again; it never outlives this one. */
export class Process {
  private child: ChildProcess | undefined;
  private readonly latest: string[] = [];

  constructor(private readonly program: Program) {}

  /** Undefined while it does not run. */
  get pid(): number | undefined {
    return this.isRunning ? this.child?.pid : undefined;
  }

  /** Resolves once the program is ready; throws an Error with its last lines when it ends before, or takes too long. */
  async start(): Promise<void> {
    if (this.isRunning) return;
    const { path, words = [], variables } = this.program;
    // A session of its own: Ctrl-C at the terminal reaches the fleet alone, which stops everything in order.
    this.child = spawn(process.execPath, ['--import', watchParent, join(root, path), ...words], {
      cwd: root,
      detached: true,
      env: { ...inherited(), ...variables, [parentVariable]: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      createInterface({ input: stream }).on('line', (line) => this.print(line));
    await this.untilReady();
  }

  /** Sends a signal; resolves when the process has ended, or at once for signals that do not end it. */
  async kill(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || !this.isRunning) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (ending.has(signal)) await ended;
  }

  /** SIGTERM, and SIGKILL for a process that takes no notice; one that drains has that long more. */
  async stop(): Promise<void> {
    const draining = Number(this.program.variables['ASSENT_DRAIN_DELAY'] ?? 0);
    const late = setTimeout(() => this.child?.kill('SIGKILL'), STOP_LIMIT_MS + draining);
    await this.kill('SIGTERM');
    clearTimeout(late);
  }

  private get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  private async untilReady(): Promise<void> {
    const until = Date.now() + START_LIMIT_MS;
    while (!(await answers(this.program.readyUrl))) {
      if (this.isRunning && Date.now() < until) await pause(100);
      else throw new Error(`${this.program.path} did not start:\n${this.latest.join('\n')}`);
    }
  }

  private print(line: string): void {
    this.latest.push(line);
    if (this.latest.length > 20) this.latest.shift();
    this.program.output(line);
  }
}

const ending = new Set<NodeJS.Signals>(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']);

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async (answer) => {
      await answer.body?.cancel();
      return answer.ok;
    },
    () => false,
  );

/** The environment of this process without what would set Assent up, or tell a program that npm started it. */
export const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined || /^(ASSENT_|npm_|NODE_OPTIONS$|JEST_)/.test(name) ? [] : [[name, value]],
    ),
  );
