import { Process } from './process.js';

/** One process of a service. */
export interface Member {
  readonly service: string;
  /** 1, 2, 3 … */
  readonly replica: number;
  /** The same at every start. */
  readonly port: number;
  /** Undefined while it does not run. */
  readonly pid: number | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Resolves when it is ready (`/readyz`). */
  start(): Promise<void>;
  /** Resolves when it has ended, or at once for signals that do not end it (SIGSTOP, SIGCONT). */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** SIGTERM, and SIGKILL after eight seconds. */
  stop(): Promise<void>;
  /** Stops and starts it. */
  restart(): Promise<void>;
}

export interface MemberOptions {
  readonly service: string;
  readonly replica: number;
  readonly port: number;
  readonly variables: Readonly<Record<string, string>>;
  readonly output: (line: string) => void;
}

/** A member that has not been started yet: exactly the program that an image runs. */
export const memberOf = ({ service, replica, port, variables, output }: MemberOptions): Member => {
  const program = new Process({
    path: `dist/apps/${service}/src/main.js`,
    variables,
    readyUrl: `http://127.0.0.1:${port}/readyz`,
    output,
  });
  return {
    service,
    replica,
    port,
    variables,
    get pid() {
      return program.pid;
    },
    start: () => program.start(),
    kill: (signal) => program.kill(signal),
    stop: () => program.stop(),
    restart: async () => {
      await program.stop();
      await program.start();
    },
  };
};
