import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { opaqueId } from '#crypto';
import { startEmbeddedPostgres } from '#service';

/** An empty database of a test's own. */
export interface TestPostgres {
  /** postgres:// URL; nobody else uses this database. */
  readonly url: string;
  /** Drops it, whoever is still connected. */
  drop: () => Promise<void>;
}

/**
 * A fresh database on one server that all specs of a Jest process share; it starts on first use and ends, with its
 * files, when the process ends, however that ends. `TEST_DATABASE_URL` names a server to use instead.
 */
export const testPostgres = async (): Promise<TestPostgres> => {
  const server = process.env['TEST_DATABASE_URL'] ?? (await sharedServer());
  const name = `test_${opaqueId(9).replaceAll('-', '_').toLowerCase()}`;
  await administer(server, `create database "${name}" strategy file_copy template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `drop database if exists "${name}" with (force)`) };
};

const administer = async (server: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
};

// Jest gives every spec file modules and globals of its own, so the address is shared through a file of this process.
const sharedServer = async (): Promise<string> => {
  const directory = join(tmpdir(), `assent-test-${process.pid}-${Math.round(performance.timeOrigin)}`);
  const address = join(directory, 'url');
  const first = await mkdir(directory).then(
    () => true,
    () => false,
  );
  if (!first) return waitFor(address);
  const { url } = await startEmbeddedPostgres({ directory, persistent: false });
  await writeFile(`${address}.new`, url, { mode: 0o600 });
  await rename(`${address}.new`, address);
  return url;
};

const waitFor = async (address: string): Promise<string> => {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const url = await readFile(address, 'utf8').catch(() => undefined);
    if (url) return url;
    await pause(20);
  }
  throw new Error(`no test database came up: ${address} is missing`);
};
