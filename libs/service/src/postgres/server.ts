import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { PostgresUnavailable } from './postgres-unavailable.js';

export interface Cluster {
  /** Folder with the cluster, its password and its log. */
  readonly directory: string;
  /** The cluster itself. */
  readonly data: string;
}

export interface RunningServer {
  stop(): Promise<void>;
}

const INITDB_FLAGS = [
  '--username=assent',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--no-sync',
  '--no-instructions',
];

/** Makes the files of a new cluster: superuser `assent`, UTF-8, text ordered by code point. */
export const initialiseCluster = async (
  binaries: Binaries,
  account: Account | undefined,
  cluster: Cluster,
) => {
  const initdb = spawn(
    binaries.initdb,
    [`--pgdata=${cluster.data}`, `--pwfile=${join(cluster.directory, 'password')}`, ...INITDB_FLAGS],
    { ...account, cwd: cluster.directory, stdio: ['ignore', 'ignore', 'pipe'], env: environment },
  );
  let complaint = '';
  initdb.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const [code] = (await once(initdb, 'close')) as [number | null];
  if (code !== 0) throw new PostgresUnavailable(`The database could not be made: ${lastLine(complaint)}`);
};

const environment = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' };

// The shell holds our pipe: when it closes, because we stop or because we were killed, the server gets a fast shutdown
// (SIGINT; SIGTERM would wait for open connections). A session of its own keeps Ctrl-C from reaching the server before us.
const GUARD = `
exec 3<&0
remove=$1; shift
"$@" </dev/null 3<&- &
server=$!
(read -r _ <&3; kill -INT $server) >/dev/null 2>&1 &
guard=$!
exec 3<&-
wait $server
code=$?
kill $guard 2>/dev/null
[ -z "$remove" ] || rm -rf "$remove"
exit $code`;

/** Starts the server and waits until it accepts connections. */
export const startServer = async (
  binaries: Binaries,
  account: Account | undefined,
  cluster: Cluster & { readonly port: number; readonly persistent: boolean },
): Promise<RunningServer> => {
  const log = join(cluster.directory, 'server.log');
  const output = openSync(log, 'w');
  const server = spawn(
    '/bin/sh',
    ['-c', GUARD, 'sh', cluster.persistent ? '' : cluster.directory, binaries.postgres, ...flags(cluster)],
    { ...account, cwd: '/', detached: true, stdio: ['pipe', output, output], env: environment },
  );
  closeSync(output);
  const ended = once(server, 'exit');
  await ready(server, cluster.data, log);
  // Neither handle may keep a process alive that has nothing else to do.
  server.unref();
  (server.stdin as Socket).unref();
  return {
    stop: async () => {
      server.ref();
      server.stdin?.end();
      if (server.exitCode === null && server.signalCode === null) await ended;
    },
  };
};

const flags = (cluster: Cluster & { readonly port: number; readonly persistent: boolean }): string[] => {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '300',
    wal_level: 'minimal',
    max_wal_senders: '0',
    jit: 'off',
    logging_collector: 'off',
    ...(!cluster.persistent && { fsync: 'off', full_page_writes: 'off', shared_buffers: '32MB' }),
  };
  const assignments = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', cluster.data, '-p', String(cluster.port), ...assignments];
};

// postmaster.pid carries the server's state in its eighth line (pg_ctl waits in the same way).
const ready = async (server: ChildProcess, data: string, log: string): Promise<void> => {
  const started = Math.floor(Date.now() / 1000) - 1;
  for (;;) {
    if (server.exitCode !== null || server.signalCode !== null) {
      throw new PostgresUnavailable(
        `PostgreSQL did not start: ${lastLine(await readFile(log, 'utf8'))} (the whole log is ${log})`,
      );
    }
    const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[2]) >= started && lines[7]?.trim() === 'ready') return;
    await pause(10);
  }
};

const lastLine = (text: string): string => {
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /FATAL|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
};
