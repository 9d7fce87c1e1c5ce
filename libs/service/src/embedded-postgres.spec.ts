import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

const run = promisify(execFile);
const running: EmbeddedPostgres[] = [];
const folders: string[] = [];

const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'assent-postgres-'));
  folders.push(folder);
  // Root's temporary folders are closed to the account that PostgreSQL runs as.
  if (process.getuid?.() === 0) await run('chmod', ['755', folder]);
  return join(folder, 'db');
};

const start = async (directory: string, port?: number): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ directory, persistent: true, ...(port && { port }) });
  running.push(server);
  return server;
};

const query = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows as Record<string, unknown>[];
};

const postmasterOf = async (directory: string): Promise<number> =>
  Number.parseInt(await readFile(join(directory, 'data', 'postmaster.pid'), 'utf8'), 10);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await Promise.all(
    folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 9 })),
  );
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data between starts, and restarts within a second', async () => {
    const directory = await newFolder();
    const first = await start(directory);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const before = performance.now();
    const second = await start(directory);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('stops at once although connections are open', async () => {
    const server = await start(await newFolder());
    const client = new pg.Client({ connectionString: server.url });
    client.on('error', () => undefined);
    await client.connect();
    const pid = await postmasterOf(server.directory);
    const before = performance.now();
    await server.stop();
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(isAlive(pid)).toBe(false);
  });

  it('leaves nothing behind when it is not persistent', async () => {
    const server = await startEmbeddedPostgres({ directory: await newFolder(), persistent: false });
    await server.stop();
    await expect(access(server.directory)).rejects.toThrow('ENOENT');
  });

  it('refuses a data folder of another PostgreSQL version', async () => {
    const directory = await newFolder();
    await (await start(directory)).stop();
    await writeFile(join(directory, 'data', 'PG_VERSION'), '15\n');
    await expect(start(directory)).rejects.toThrow(
      /belongs to PostgreSQL 15, but this is PostgreSQL 18: move/,
    );
  });

  it('refuses a folder that cannot be written', async () => {
    const directory = await newFolder();
    await writeFile(directory, 'a file stands here');
    await expect(start(join(directory, 'db'))).rejects.toThrow(
      /cannot be written \((ENOTDIR|EEXIST)\): make it writable/,
    );
  });

  it('refuses a port that is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as { port: number };
    await expect(start(await newFolder(), port)).rejects.toThrow(`Port ${port} for PostgreSQL is taken`);
    squatter.close();
  });

  it('refuses a folder that another running process uses', async () => {
    const directory = await newFolder();
    const owner = await ownerProcess(directory);
    await expect(start(directory)).rejects.toThrow(`is in use by process ${owner.pid}: stop that one first`);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
  });

  it('ends with a killed owner, and the next start finds all that was committed', async () => {
    const directory = await newFolder();
    const owner = await ownerProcess(directory);
    const postmaster = await postmasterOf(directory);
    owner.kill('SIGKILL');
    const server = await start(directory);
    expect(await query(server.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(isAlive(postmaster)).toBe(false);
  });

  it('recovers from a lock file that names a process which is not PostgreSQL', async () => {
    const directory = await newFolder();
    await (await start(directory)).stop();
    await writeFile(join(directory, 'data', 'postmaster.pid'), `${process.pid}\n${directory}\n0\n5432\n`);
    const server = await start(directory);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  if (process.getuid?.() === 0) {
    it('finds another folder, and says where, when the account of the server cannot enter the wanted one', async () => {
      const directory = await newFolder();
      await run('chmod', ['700', join(directory, '..')]);
      const server = await start(directory);
      folders.push(server.directory);
      expect(server.directory).toMatch(/^\/var\/lib\/assent\/db-[0-9a-f]{8}$/);
      expect(server.notice).toBe(
        `The database is in ${server.directory}, because the account that PostgreSQL runs as cannot enter ${directory}.`,
      );
    });
  }
});

const ownerProcess = async (directory: string) => {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('embedded-postgres.js', import.meta.url))});
    const { default: pg } = await import('pg');
    const server = await startEmbeddedPostgres({ directory: ${JSON.stringify(directory)}, persistent: true });
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query('create table kept as select 42 as answer');
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  await pause(10);
  return child;
};
