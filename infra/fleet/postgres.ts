import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#service';
import { freePort } from './ports.js';

/** The PostgreSQL of a fleet, with the database `assent_<service>` for each service; its address stays the same. */
export class FleetPostgres {
  private constructor(
    private readonly wanted: string,
    private readonly port: number,
    private server: EmbeddedPostgres,
  ) {}

  /** Throws `PostgresUnavailable`. */
  static async start(directory: string, services: readonly string[]): Promise<FleetPostgres> {
    const port = await freePort();
    const server = await startEmbeddedPostgres({ directory, port, persistent: true });
    const postgres = new FleetPostgres(directory, port, server);
    await makeDatabases(server.url, services);
    return postgres;
  }

  /** postgres:// URL of the database of a service; `{service}` gives the one that settings take for all. */
  url(service: string): string {
    return this.server.url.replace(/\/assent$/, `/assent_${service}`);
  }

  /** Where its data really is. */
  get directory(): string {
    return this.server.directory;
  }

  /** Of the postmaster. */
  async pid(): Promise<number> {
    const [line] = (await readFile(join(this.server.directory, 'data', 'postmaster.pid'), 'utf8')).split(
      '\n',
    );
    return Number(line);
  }

  /** No warning, no clean-up; resolves when no process of the server is left. */
  async killHard(): Promise<void> {
    const pid = await this.pid();
    process.kill(pid, 'SIGKILL');
    while (isAlive(pid)) await pause(10);
    await this.server.stop();
  }

  /** Fast shutdown: open connections are closed. */
  stop(): Promise<void> {
    return this.server.stop();
  }

  async start(): Promise<void> {
    this.server = await startEmbeddedPostgres({
      directory: this.wanted,
      port: this.port,
      persistent: true,
    });
  }
}

const makeDatabases = async (url: string, services: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
    const known = new Set(rows.map(({ datname }) => datname));
    for (const name of services.map((service) => `assent_${service}`))
      if (!known.has(name)) await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
