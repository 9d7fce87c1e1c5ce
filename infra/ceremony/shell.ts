import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { inherited, root } from '../fleet/process.js';

/** A command line, as it is typed. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** What became of it. */
export interface Typed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const names = new URL('./names.js', import.meta.url).href;
const program = fileURLToPath(new URL('./shell-process.js', import.meta.url));

/**
 * `assent` in a process that stays: start-up is most of what a command line costs, and a ceremony is more than a hundred of
 * them. One after the other; each sees its own environment variables alone.
 */
export class Shell {
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(private readonly child: ChildProcess) {}

  static start(): Shell {
    const options = { cwd: root, env: inherited(), execArgv: ['--import', names] };
    return new Shell(fork(program, [], options));
  }

  run(line: CommandLine): Promise<Typed> {
    const typed = this.turn.then(async () => {
      const answer = once(this.child, 'message');
      this.child.send(line);
      return ((await answer) as [Typed])[0];
    });
    this.turn = typed.catch(() => undefined);
    return typed;
  }

  /** It ends by itself when this process does. */
  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
