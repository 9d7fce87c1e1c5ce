import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type flow, oneTimePasswords } from '#testing';
import type { SandboxSecrets } from '../start/sandbox-secrets.js';

const cli = 'dist/apps/platform/src/cli/main.js';

/** A platform in a process of its own, to be killed. */
export class PlatformProcess {
  private child: ChildProcess | undefined;
  private output = '';

  constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  get origin(): string {
    return `http://localhost:${this.port}`;
  }

  /** Milliseconds until it was ready. */
  async start(): Promise<number> {
    const started = Date.now();
    this.child = spawn(process.execPath, [cli, 'start'], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (text) => (this.output += String(text)));
    while (!(await this.isReady())) {
      if (this.child.exitCode !== null)
        throw new Error(`the platform did not start: ${this.output.slice(-2000)}`);
      await new Promise((resume) => setTimeout(resume, 50));
    }
    return Date.now() - started;
  }

  /** As the kernel does it when memory is gone: no warning, no clean-up. */
  async killHard(): Promise<void> {
    this.child!.kill('SIGKILL');
    await once(this.child!, 'exit');
  }

  async stop(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode) return;
    this.child.kill('SIGINT');
    await once(this.child, 'exit');
  }

  /** A command of the command line, with its exit code and output. */
  async run(...words: string[]): Promise<{ code: number; output: string }> {
    const child = spawn(process.execPath, [cli, ...words], { env: this.environment() });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    const [code] = (await once(child, 'close')) as [number];
    return { code, output };
  }

  async person(): Promise<flow.Person> {
    const secrets = JSON.parse(await readFile(join(this.folder, 'secrets.json'), 'utf8')) as SandboxSecrets;
    const { username, password, totpSecret } = secrets.person;
    return { username, password, totp: oneTimePasswords(totpSecret) };
  }

  async databaseUrl(): Promise<string> {
    const running = JSON.parse(await readFile(join(this.folder, 'run.json'), 'utf8')) as {
      databaseUrl: string;
    };
    return running.databaseUrl;
  }

  private environment(): NodeJS.ProcessEnv {
    return { ...process.env, ASSENT_DATA: this.folder, ASSENT_PORT: String(this.port) };
  }

  private isReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(1000);
    return fetch(`${this.origin}/readyz`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
