import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../measure/free-port.js';

const READY = 'Assent is ready at ';

/** `assent start` in a process of its own. */
export interface PlatformProcess {
  readonly pid: number;
  /** Where it takes requests. */
  readonly origin: string;
  readonly issuer: string;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Data folder; a process on the same one shares its database. */
  readonly folder: string;
  /** All unless given. */
  readonly services?: readonly string[];
  /** Environment variables over those of the benchmark. */
  readonly variables?: Readonly<Record<string, string>>;
}

/** Starts the platform, or some services of it, as people do. Rejects when it ends before it is ready. */
export const startPlatform = async (options: PlatformOptions): Promise<PlatformProcess> => {
  const { folder, services = [], variables = {} } = options;
  const port = await freePort();
  const server = spawn(process.execPath, ['dist/apps/platform/src/cli/main.js', 'start', ...services], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...environment(folder, port), ...variables },
  });
  const stop = async (): Promise<void> => {
    const ended = server.exitCode === null ? once(server, 'exit') : undefined;
    server.kill('SIGTERM');
    await ended;
  };
  const issuer = await issuerOf(server);
  return { pid: server.pid!, origin: `http://localhost:${port}`, issuer, stop };
};

const environment = (folder: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  ASSENT_DATA: folder,
  ASSENT_PORT: String(port),
  ASSENT_LOG_LEVEL: 'warn',
  // The platform ends by itself when a program that npm started is gone: so does this one.
  npm_lifecycle_event: 'bench',
});

const issuerOf = (server: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    let said = '';
    server.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const [issuer, ...rest] = said.split(READY)[1]?.split('\n') ?? [];
      if (issuer !== undefined && rest.length > 0) found(issuer);
    });
    server.once('exit', (code) => failed(new Error(`the platform ended with ${code} before it was ready`)));
  });
