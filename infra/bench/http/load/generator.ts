import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Job, Result } from './job.js';

/** The load generator, in a process of its own so that its work is not taken for a server's. */
export class Generator {
  private readonly process: ChildProcess = fork(fileURLToPath(new URL('main.js', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: ['--max-semi-space-size=64'],
  });

  /** Throws what went wrong before or around the measurement; wrong answers are counted instead. */
  async run(job: Job): Promise<Result> {
    this.process.send(job);
    const [{ result, error }] = (await once(this.process, 'message')) as [
      { result?: Result; error?: string },
    ];
    if (!result) throw new Error(`the load generator: ${error}`);
    return result;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.disconnect();
    await ended;
  }
}
